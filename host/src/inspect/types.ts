import type { Signature, WitType } from './wit-type.ts';

/** What a name of a component stands for, as far as it can be told without running anything. */
export type Item =
  | { readonly kind: 'func'; readonly signature: Signature }
  | { readonly kind: 'instance'; readonly exports: Items }
  | { readonly kind: 'component'; readonly exports: Items }
  | { readonly kind: 'type'; readonly type: WitType }
  | { readonly kind: 'other' };

export type Items = ReadonlyMap<string, Item>;

/** A type index may stand for a value type, or for the type of a function, instance or component. */
export type TypeEntry = WitType | Exclude<Item, { kind: 'type' | 'other' }>;

/** The index spaces of one component, or of one instance or component type. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly types: TypeEntry[];
  readonly funcs: Item[];
  readonly instances: Item[];
  readonly components: Item[];
  readonly exports: Map<string, Item>;
}

export const newScope = (outer: Scope | undefined): Scope => ({
  outer,
  types: [],
  funcs: [],
  instances: [],
  components: [],
  exports: new Map(),
});

export const OTHER: Item = { kind: 'other' };
export const opaque = (text: string): WitType => ({ kind: 'opaque', text });
export const resource = (name = 'resource'): WitType => ({ kind: 'opaque', text: name, isResource: true });

/** The item under `name`; a resource has no other name than that of its last import or export. */
export const named = (name: string, item: Item): Item =>
  item.kind === 'type' && item.type.kind === 'opaque' && item.type.isResource
    ? { kind: 'type', type: resource(name) }
    : item;

/** The number of a sort in the binary format. */
export const Sort = { core: 0, func: 1, value: 2, type: 3, component: 4, instance: 5 } as const;

/** Adds an item to the index space of its sort. */
export function define(scope: Scope, sort: number, item: Item): void {
  if (sort === Sort.func) scope.funcs.push(item);
  if (sort === Sort.instance) scope.instances.push(item);
  if (sort === Sort.component) scope.components.push(item);
  if (sort === Sort.type) scope.types.push(item.kind === 'type' ? item.type : asEntry(item));
}

const asEntry = (item: Item): TypeEntry =>
  item.kind === 'type' || item.kind === 'other' ? opaque('type') : item;

/** What an index means in a scope. */
export function lookUp(scope: Scope, sort: number, index: number): Item {
  if (sort === Sort.func) return scope.funcs[index] ?? OTHER;
  if (sort === Sort.instance) return scope.instances[index] ?? OTHER;
  if (sort === Sort.component) return scope.components[index] ?? OTHER;
  if (sort === Sort.type) return { kind: 'type', type: valueType(scope, index) };
  return OTHER;
}

export function valueType(scope: Scope, index: number): WitType {
  const entry = scope.types[index];
  if (!entry || entry.kind === 'func' || entry.kind === 'instance' || entry.kind === 'component')
    return opaque('type');
  return entry;
}

/** The item that an import or export of this type is. */
export function itemOf(scope: Scope, index: number): Item {
  const entry = scope.types[index];
  return entry?.kind === 'func' || entry?.kind === 'instance' || entry?.kind === 'component' ? entry : OTHER;
}

export const exportsOf = (item: Item | undefined): Items =>
  item?.kind === 'instance' || item?.kind === 'component' ? item.exports : new Map();
