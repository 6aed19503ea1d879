import { once } from '../base/once.ts';
import type { Context } from './context.ts';
import { definitionRange, nameRange } from './context.ts';
import type { Name, TopLevelUse, TypeDefinition } from '../syntax/ast.ts';
import { isWorld, type InterfaceModel, type ItemModel, type Scope, type TokenRange } from './model.ts';
import { topological } from './topological.ts';
import { membersOf, namesIn } from './types.ts';

/** A name that something depends on, and the place of the report. */
interface Edge {
  readonly to: string;
  readonly at: TokenRange;
}

/**
 * Finds definitions that depend on themselves, and reports each cycle once: at the first edge, in the order of the
 * names, that remains after the reference's topological sort.
 */
function* findCycles(edges: ReadonlyMap<string, readonly Edge[]>): Generator<Edge> {
  if (areOrdered(edges)) return;
  const left = withoutOrder(edges);
  const reported = new Set<string>();
  for (const name of edges.keys()) {
    if (!left.has(name) || reported.has(name)) continue;
    const edge = edges.get(name)!.find(({ to }) => left.has(to));
    if (edge) yield edge;
    markReachable(edges, left, name, reported);
  }
}

/** Whether each name depends on earlier ones alone, as in most packages: then there is no circle. */
function areOrdered(edges: ReadonlyMap<string, readonly Edge[]>): boolean {
  const earlier = new Set<string>();
  for (const [name, list] of edges) {
    if (list.some(({ to }) => !earlier.has(to))) return false;
    earlier.add(name);
  }
  return true;
}

/** The names that are in a circle or depend on one. */
function withoutOrder(edges: ReadonlyMap<string, readonly Edge[]>): Set<string> {
  const needs = new Map([...edges].map(([name, list]) => [name, list.map(({ to }) => to)]));
  const ordered = topological(needs);
  return new Set([...edges.keys()].filter((name) => !ordered.has(name)));
}

function markReachable(
  edges: ReadonlyMap<string, readonly Edge[]>,
  left: ReadonlySet<string>,
  from: string,
  reached: Set<string>,
): void {
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name) || !left.has(name)) continue;
    reached.add(name);
    open.push(...(edges.get(name) ?? []).map(({ to }) => to));
  }
}

/** Types of one body that contain themselves. */
export function reportTypeCycles(
  context: Context,
  scope: Scope,
  items: readonly { readonly kind: string }[],
): void {
  // Of two types with one name the first counts.
  const types = items.filter(
    (item): item is NamedType =>
      isTypeDefinition(item) && !!item.name && scope.names.get(item.name.text)?.token === item.name.token,
  );
  if (areInOrder(types)) return;
  const { uri } = scope.definition;
  const edgesOf = (type: NamedType) =>
    dependenciesOf(type).map((name) => ({ to: name.text, at: nameRange(uri, name) }));
  const edges = new Map(types.map((type) => [type.name.text, edgesOf(type)]));
  for (const { to, at } of findCycles(edges)) context.report('type-cycle', at, { name: to });
}

type NamedType = TypeDefinition & { readonly name: Name };

/** Whether no type names itself or one behind it, as in most texts: then there is no circle. */
function areInOrder(types: readonly NamedType[]): boolean {
  const behind = new Set<string>();
  for (const type of types.toReversed()) {
    behind.add(type.name.text);
    if (dependenciesOf(type).some(({ text }) => behind.has(text))) return false;
  }
  return true;
}

const typeKinds = new Set(['type', 'record', 'variant', 'enum', 'flags', 'resource']);
const isTypeDefinition = (item: { readonly kind: string }): item is TypeDefinition =>
  typeKinds.has(item.kind);

/** A resource may name itself in its functions. */
const dependenciesOf = once((node: TypeDefinition): readonly Name[] => [
  ...(node.kind === 'type' ? namesIn(node.type) : []),
  ...membersOf(node).flatMap(({ type }) => namesIn(type)),
]);

/** Interfaces that use each other, worlds that include each other, in a circle within the package. */
export function reportItemCycles(context: Context): void {
  const edges = new Map<string, Edge[]>();
  for (const [name, item] of context.items) edges.set(name, localEdges(context, item));
  for (const { to, at } of findCycles(edges)) context.report('item-cycle', at, { name: to });
}

/**
 * wit-parser reports an item of the same file at its definition, one of another file at its reference, and one that a
 * top-level `use` names in that `use`.
 */
function localEdges(context: Context, item: ItemModel): Edge[] {
  const items = isWorld(item) ? item.node.items : (item as InterfaceModel).items;
  const follows = isWorld(item) ? 'include' : 'use';
  const edges: Edge[] = [];
  for (const one of items) {
    if (one.kind !== follows) continue;
    const name = one.path?.name;
    const target = name && context.references.get(item.file)?.get(name.token);
    const definition = target?.target ?? target;
    const local = definition && context.items.get(definition.name);
    if (!name || !local || local.definition !== definition) continue;
    const inUse = target?.target && (target.node as TopLevelUse).path?.name;
    const at =
      inUse || local.file !== item.file ? nameRange(item.file, inUse || name) : definitionRange(definition);
    edges.push({ to: definition.name, at });
  }
  return edges;
}
