import type { Interface, InterfaceItem, TypeDefinition, Use, World, WorldItem } from '../syntax/ast.ts';
import { type Context, firstOne, nameRange, type Part } from './context.ts';
import { isExcluded } from './gates.ts';
import type { Definition, InterfaceModel, Scope, WorldModel } from './model.ts';
import { itemId } from '../base/ids.ts';

/** First step: gives every interface and world of a package its model, and every name in them a definition. */
export function declareItems(context: Context): void {
  for (const part of context.source.parts) {
    for (const item of part.items) {
      if (item.kind === 'interface') declareItem(context, part, item, interfaceModel);
      else if (item.kind === 'world') declareItem(context, part, item, worldModel);
    }
  }
}

function declareItem<N extends Interface | World>(
  context: Context,
  { file }: Part,
  node: N,
  model: (context: Context, definition: Definition, node: N) => InterfaceModel | WorldModel,
): void {
  const name = node.name ?? { text: '', token: node.first };
  const definition = context.define(node.kind, file.uri, name, node, undefined);
  const itemModel = model(context, definition, node);
  context.modelOf.set(definition, itemModel);
  if (!node.name) return;
  const first = context.items.get(name.text);
  if (!first) context.items.set(name.text, itemModel);
  else
    context.report(
      'duplicate-item',
      nameRange(file.uri, name),
      { name: name.text },
      firstOne(first.definition),
    );
}

function interfaceModel(context: Context, definition: Definition, node: Interface): InterfaceModel {
  return declareInterface(context, definition, node, itemId(context.source.key, definition.name));
}

/** An interface of the package, or one in a world. */
export function declareInterface(
  context: Context,
  definition: Definition,
  node: Pick<Interface, 'items' | 'attributes'>,
  id: string,
): InterfaceModel {
  const fresh: InterfaceModel = {
    definition,
    names: new Map(),
    items: node.items,
    attributes: node.attributes,
    file: definition.uri,
    excluded: isExcluded(node.attributes, context.features),
    id,
    dependencies: new Set(),
  };
  const previous = context.previousModel(definition);
  const model = previous ? Object.assign(previous, fresh) : fresh;
  definition.scope = model;
  declareNames(context, model, node.items);
  context.interfaces.push(model);
  return model;
}

function worldModel(context: Context, definition: Definition, node: World): WorldModel {
  const model: WorldModel = {
    definition,
    names: new Map(),
    node,
    file: definition.uri,
    excluded: isExcluded(node.attributes, context.features),
    imports: new Map(),
    exports: new Map(),
  };
  definition.scope = model;
  declareNames(context, model, node.items);
  context.worlds.push(model);
  return model;
}

/** The reference reads `use` first, then types, then functions: that order says which of two is the second. */
function declareNames(context: Context, scope: Scope, items: readonly (InterfaceItem | WorldItem)[]): void {
  for (const item of items) if (item.kind === 'use') declareUses(context, scope, item);
  const hidden = new Set<string>();
  for (const item of items) {
    if (item.kind === 'use' || item.kind === 'function' || item.kind === 'include' || item.kind === 'extern')
      continue;
    if (!item.name) continue;
    const { uri } = scope.definition;
    const definition = context.define('type', uri, item.name, item, scope.definition);
    if (!isHidden(scope, item, hidden)) enter(context, scope.names, definition);
    else context.report('hidden-type', nameRange(uri, item.name), { name: item.name.text });
  }
  const setters = new Map<string, Definition>();
  for (const item of items) {
    if (item.kind !== 'function') continue;
    const definition = context.define('function', scope.definition.uri, item.name, item, scope.definition);
    enter(context, item.func.accessor === 'set' ? setters : scope.names, definition);
  }
  // A getter and its setter have one name, which is the getter's.
  for (const [name, setter] of setters) if (!scope.names.has(name)) scope.names.set(name, setter);
}

/**
 * Whether a type is above a `use` of its name: the reference then has the used one, and does not look at this one. A
 * resource with functions, of which the reference makes nothing, and a second type of the name are errors.
 */
function isHidden({ names }: Scope, item: TypeDefinition, hidden: Set<string>): boolean {
  const by = item.name && names.get(item.name.text);
  if (by?.kind !== 'use' || by.token < item.first || hidden.has(by.name)) return false;
  if (item.kind === 'resource' && item.functions.length > 0) return false;
  hidden.add(by.name);
  return true;
}

function declareUses(context: Context, scope: Scope, use: Use): void {
  for (const renaming of use.names) {
    const name = renaming.as ?? renaming.name;
    // Fields by name and no spread of the item, which takes V8 longer than all the rest of it.
    const { kind, attributes } = use;
    const node = { kind, attributes, first: renaming.first, last: renaming.last };
    enter(context, scope.names, context.define('use', scope.definition.uri, name, node, scope.definition));
  }
}

function enter(context: Context, names: Map<string, Definition>, definition: Definition): void {
  const { name, uri } = definition;
  const first = names.get(name);
  if (!first) names.set(name, definition);
  else context.report('duplicate-name', nameRange(uri, definition), { name }, firstOne(first));
}
