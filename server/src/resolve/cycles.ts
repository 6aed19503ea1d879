import type { Context } from './context.ts';
import { nameRange } from './context.ts';
import type { Name, TypeDefinition } from '../syntax/ast.ts';
import { isWorld, type InterfaceModel, type ItemModel, type Scope } from './model.ts';
import { membersOf, namesIn } from './types.ts';

/** A name that depends on others, and where it says so. */
interface Edge {
  readonly to: string;
  readonly at: Name;
}

/**
 * Finds what depends on itself. Each circle is told once, where it is entered.
 *
 * @param edges what each name depends on; names without an entry are not followed
 */
export function findCycles(edges: ReadonlyMap<string, readonly Edge[]>): { name: string; at: Name }[] {
  const found: { name: string; at: Name }[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string): void => {
    state.set(name, 'open');
    for (const { to, at } of edges.get(name) ?? []) {
      if (state.get(to) === 'open') found.push({ name: to, at });
      else if (!state.has(to) && edges.has(to)) visit(to);
    }
    state.set(name, 'done');
  };
  for (const name of edges.keys()) if (!state.has(name)) visit(name);
  return found;
}

/** Types of one body that contain themselves. */
export function reportTypeCycles(
  context: Context,
  scope: Scope,
  items: readonly { readonly kind: string }[],
): void {
  const edges = new Map<string, Edge[]>();
  for (const item of items) {
    if (!isTypeDefinition(item) || !item.name || scope.names.get(item.name.text)?.token !== item.name.token)
      continue;
    edges.set(
      item.name.text,
      [...dependenciesOf(item)].map((at) => ({ to: at.text, at })),
    );
  }
  for (const { name, at } of findCycles(edges)) {
    context.report('type-cycle', nameRange(scope.definition.uri, at), { name });
  }
}

const typeKinds = new Set(['type', 'record', 'variant', 'enum', 'flags', 'resource']);
const isTypeDefinition = (item: { readonly kind: string }): item is TypeDefinition =>
  typeKinds.has(item.kind);

/** A resource may name itself in its functions. */
function* dependenciesOf(node: TypeDefinition): Generator<Name> {
  if (node.kind === 'type') yield* namesIn(node.type);
  for (const member of membersOf(node)) yield* namesIn(member.type);
}

/** Interfaces that use each other, worlds that include each other, in a circle within the package. */
export function reportItemCycles(context: Context): void {
  const edges = new Map<string, Edge[]>();
  for (const [name, item] of context.items) edges.set(name, localEdges(context, item));
  for (const { name, at } of findCycles(edges)) {
    context.report('item-cycle', nameRange(context.items.get(name)!.file, at), { name });
  }
}

function localEdges(context: Context, item: ItemModel): Edge[] {
  const items = isWorld(item) ? item.node.items : (item as InterfaceModel).items;
  return items.flatMap((one) => {
    const follows = isWorld(item) ? one.kind === 'include' : one.kind === 'use';
    const name = follows && (one.kind === 'use' || one.kind === 'include') ? one.path?.name : undefined;
    const target = name && context.references.get(item.file)?.get(name.token);
    const definition = target?.target ?? target;
    const local = definition && context.items.get(definition.name);
    return name && local && local.definition === definition ? [{ to: definition.name, at: name }] : [];
  });
}
