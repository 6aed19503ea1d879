import { once } from '../base/once.ts';
import { type Context, definitionRange, nameRange } from './context.ts';
import {
  isWorld,
  type Definition,
  type InterfaceModel,
  type ItemGate,
  type WorldItem,
  type WorldModel,
} from './model.ts';
import { getterOf, isOfResource } from './flat-name.ts';
import { itemGate } from './gates.ts';

/**
 * Adds to a world the interfaces that its imports and exports need (WIT.md, "Worlds"; the order and the
 * conditions are the reference's `elaborate_world`).
 */
export function elaborateWorld(context: Context, world: WorldModel): void {
  const imports = new Map<string, WorldItem>();
  const own = settersBehindGetters([...world.imports.values()]);
  for (const item of sorted(context, own)) addImport(context, imports, item);
  const exports = new Map<string, WorldItem>();
  for (const item of settersBehindGetters([...world.exports.values()]))
    if (item.kind !== 'interface') exports.set(item.key, item);
  new Exports(world, imports, exports).addAll((name) => {
    // The reference elaborates no world that a gate leaves out.
    if (world.excluded) return;
    context.report('incompatible-dependency', nameRange(world.file, world.definition), { name });
  });
  replace(world.imports, sorted(context, imports.values()));
  replace(world.exports, exports.values());
}

function replace(items: Map<string, WorldItem>, next: Iterable<WorldItem>): void {
  const all = [...next];
  items.clear();
  for (const item of all) items.set(item.key, item);
}

/** In the binary format a getter comes first; a setter before it is moved right behind it. */
function settersBehindGetters(items: readonly WorldItem[]): readonly WorldItem[] {
  if (!items.some(({ key }) => getterOf(key) !== undefined)) return items;
  const seen = new Set<string>();
  const all = new Set(items.map(({ key }) => key));
  const waiting = new Map<string, WorldItem>();
  return items.flatMap((item) => {
    seen.add(item.key);
    const getter = getterOf(item.key);
    const waits = getter !== undefined && all.has(getter) && !seen.has(getter);
    if (waits) waiting.set(getter, item);
    const setter = waiting.get(item.key);
    return waits ? [] : setter ? [item, setter] : [item];
  });
}

/** Interfaces first, then types used from them, types of the world's own, functions, those of resources. */
function sorted(context: Context, items: Iterable<WorldItem>): WorldItem[] {
  const rank = (item: WorldItem): number => {
    if (item.kind === 'interface') return 0;
    if (item.kind === 'function') return isOfResource(item.key) ? 4 : 3;
    return item.definition && interfaceBehind(context, item.definition) ? 1 : 2;
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** The interface that a world's `use` takes a type from. */
function interfaceBehind(context: Context, definition: Definition): InterfaceModel | undefined {
  if (definition.kind !== 'use') return undefined;
  const container = definition.target?.container;
  const model = container && context.modelOf.get(container);
  return model && !isWorld(model) ? model : undefined;
}

function addImport(context: Context, imports: Map<string, WorldItem>, item: WorldItem): void {
  if (item.kind === 'interface' && item.interface) return addInterface(imports, item, item.interface);
  const behind = item.definition && interfaceBehind(context, item.definition);
  if (behind) addInterface(imports, implied(behind, gateOfUse(item)), behind);
  imports.set(item.key, item);
}

/**
 * Imports an interface after those that it depends on. A cycle, reported elsewhere, is cut where it closes. It does not
 * recurse, since a chain of interfaces may be long.
 */
function addInterface(imports: Map<string, WorldItem>, first: WorldItem, model: InterfaceModel): void {
  if (imports.has(first.key)) return;
  const started = new Set([model]);
  const path = [{ item: first, rest: model.dependencies.values() }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const { done, value } = top.rest.next();
    if (done) {
      path.pop();
      imports.set(top.item.key, top.item);
    } else if (!imports.has(value.id) && !started.has(value)) {
      started.add(value);
      path.push({ item: implied(value, first.gate), rest: value.dependencies.values() });
    }
  }
}

const gateOfUse = ({ definition }: WorldItem): ItemGate | undefined =>
  definition && itemGate(definition.node.attributes, definitionRange(definition));

/** Mostly there is no gate; many worlds of a workspace imply the same interfaces. */
const implied = (model: InterfaceModel, gate: ItemGate | undefined): WorldItem =>
  gate ? impliedBehind(model, gate) : ungated(model);

const ungated = once((model: InterfaceModel): WorldItem => impliedBehind(model, undefined));

const impliedBehind = (model: InterfaceModel, gate: ItemGate | undefined): WorldItem => ({
  key: model.id,
  named: false,
  kind: 'interface',
  interface: model,
  extern: undefined,
  target: undefined,
  definition: undefined,
  gate,
});

/** Chains of interfaces longer than this are not followed to their end. */
const deepest = 1000;

/**
 * The dependencies of an exported interface are exported too, if the world exports them, and imported otherwise; an
 * interface must not be on both sides of one export.
 */
class Exports {
  private readonly wanted: ReadonlyMap<string, WorldItem>;
  private readonly required = new Set<InterfaceModel>();
  private readonly open = new Set<InterfaceModel>();

  constructor(
    world: WorldModel,
    private readonly imports: Map<string, WorldItem>,
    private readonly exports: Map<string, WorldItem>,
  ) {
    this.wanted = new Map([...world.exports].filter(([, item]) => item.kind === 'interface'));
  }

  /** Stops at the first conflict, as later ones would only report the same cycle. */
  addAll(conflict: (name: string) => void): void {
    const refused = [...this.wanted.values()].find((item) => !this.add(item, true));
    if (refused) conflict(refused.key);
  }

  private add(item: WorldItem, exported: boolean): boolean {
    if (this.exports.has(item.key)) return exported;
    const model = item.interface;
    if (!model || (!exported && this.required.has(model))) return true;
    if (this.open.has(model) || this.open.size > deepest) return true;
    this.open.add(model);
    const fits = [...model.dependencies].every((dependency) =>
      this.add(implied(dependency, item.gate), exported && this.wanted.has(dependency.id)),
    );
    this.open.delete(model);
    if (!fits || (exported && this.required.has(model))) return false;
    if (exported) this.exports.set(item.key, item);
    else {
      this.required.add(model);
      if (!this.imports.has(item.key)) this.imports.set(item.key, item);
    }
    return true;
  }
}
