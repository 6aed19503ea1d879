import { collected } from '../../base/gathered.ts';
import { once } from '../../base/once.ts';
import type {
  Attribute,
  FunctionType,
  InterfaceItem,
  Name,
  Resource,
  ResourceFunction,
  Span,
  Type,
  TypeDefinition,
  WorldItem,
} from '../../syntax/ast.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type { Features, ResolvedPackage, Scope } from '../../resolve/model.ts';
import { membersOf, partsOf } from '../../resolve/types.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import type { Item } from '../rule.ts';

export type BodyItem = InterfaceItem | WorldItem;

/** The body of an interface or world, with its members. */
export interface Body {
  readonly scope: Scope;
  readonly uri: string;
  readonly items: readonly BodyItem[];
  readonly kind: 'interface' | 'world';
  readonly excluded: boolean;
  readonly attributes: readonly Attribute[];
}

/** Every interface (those in worlds too) and world of a package. */
export const bodiesOf = once(({ interfaces, worlds }: ResolvedPackage): readonly Body[] => [
  ...interfaces.map((model) => ({
    scope: model,
    uri: model.file,
    items: model.items,
    kind: 'interface' as const,
    excluded: model.excluded,
    attributes: model.attributes,
  })),
  ...worlds.map((world) => ({
    scope: world,
    uri: world.file,
    items: world.node.items,
    kind: 'world' as const,
    excluded: world.excluded,
    attributes: world.node.attributes,
  })),
]);

/** A function of a body that goes by its items alone, which stay the same array when an edit leaves the body alone. */
export function byItems<T>(make: (items: readonly BodyItem[]) => T): (body: Pick<Body, 'items'>) => T {
  const made = once(make);
  return ({ items }) => made(items);
}

/** An item, and the file that contains it. */
export interface ItemInFile {
  readonly item: Item;
  readonly file: ParsedFile;
}

/** Every interface and world of a package, and all members of their bodies. */
export const itemsOf = once((resolved: ResolvedPackage): readonly ItemInFile[] => {
  const { parts } = resolved.source;
  const files = new Map(parts.map(({ file }) => [file.uri, file]));
  const containers = parts.flatMap(({ file, items }) =>
    items.flatMap((item) => (item.kind === 'interface' || item.kind === 'world' ? [{ item, file }] : [])),
  );
  const all: ItemInFile[] = containers;
  for (const { items, uri } of bodiesOf(resolved)) {
    const file = files.get(uri)!;
    for (const item of items) all.push({ item, file });
  }
  return all;
});

export function isTypeDefinition(item: Item): item is TypeDefinition {
  return !notTypes.has(item.kind);
}

const notTypes = new Set<Item['kind']>(['use', 'include', 'extern', 'function', 'interface', 'world']);

export const typeDefinitionsOf = byItems((items): readonly TypeDefinition[] =>
  items.filter(isTypeDefinition),
);

/** A function in any place, with the resource that it belongs to. */
export interface FoundFunction {
  readonly name: Name | undefined;
  /** Its name, or the keyword of a constructor. */
  readonly at: Span;
  readonly func: FunctionType;
  readonly kind: 'free' | 'method' | 'static' | 'constructor';
  readonly resource: Resource | undefined;
  readonly attributes: readonly Attribute[];
}

export const functionsAmong = once((items: readonly BodyItem[]): readonly FoundFunction[] =>
  collected(items, functionsIn),
);

export const functionsOf = byItems(functionsAmong);

/** Of one item, which stays the same object when an edit leaves it alone. */
export const functionsIn = once((item: Item): readonly FoundFunction[] => {
  const { attributes } = item;
  if (item.kind === 'resource') return item.functions.map((one) => ofResource(item, one));
  if (item.kind === 'function') return [free(item.name, item.func, attributes)];
  const isFunction = item.kind === 'extern' && item.target?.kind === 'function';
  return isFunction ? [free(item.target.name, item.target.func, attributes)] : [];
});

/** Of the resources in a body. */
export const constructorsOf = byItems((items): readonly FoundFunction[] =>
  functionsAmong(items).filter(({ kind }) => kind === 'constructor'),
);

const free = (name: Name, func: FunctionType, attributes: readonly Attribute[]): FoundFunction => ({
  name,
  at: spanOf(name),
  func,
  kind: 'free',
  resource: undefined,
  attributes,
});

function ofResource(resource: Resource, { kind, name, func, attributes }: ResourceFunction): FoundFunction {
  const at = name ? spanOf(name) : { first: func.first, last: func.first };
  return { name, at, func, kind, resource, attributes };
}

export const spanOf = ({ token }: Name): Span => ({ first: token, last: token });

/** Every type that is written in a body, those within others included. */
export const typesOf = byItems((items): readonly Type[] => collected(items, typesIn));

/** Of members, aliases, parameters and results. */
export function typesIn(item: Item): readonly Type[] {
  const types = isTypeDefinition(item) ? membersOf(item).map(({ type }) => type) : [];
  if (item.kind === 'type') types.push(item.type);
  for (const { func } of functionsIn(item)) types.push(...func.params.map(({ type }) => type), func.result);
  return types.flatMap(withParts);
}

/** The types of a body that have rules of their own, of which there are far fewer. */
export const restrictedTypesOf = byItems((items): readonly Type[] => collected(items, restrictedIn));

const restricted = new Set<Type['kind']>(['map', 'stream', 'future', 'own', 'borrow']);

/** Those of an item: maps, streams, futures, handles, lists of a fixed length, empty and very long tuples. */
export const restrictedIn = once((item: Item): readonly Type[] => {
  const found = typesIn(item).filter(
    (type) => restricted.has(type.kind) || isFixedList(type) || isEmptyTuple(type) || isLongTuple(type),
  );
  return found.length === 0 ? noTypes : found;
});

const noTypes: readonly Type[] = [];

export const isEmptyTuple = (type: Type): boolean => type.kind === 'tuple' && type.elements.length === 0;

/** As many elements as a tuple of a component may have. */
export const mostTupleElements = 10_000;

const isLongTuple = (type: Type): boolean =>
  type.kind === 'tuple' && type.elements.length > mostTupleElements;

export const isFixedList = (type: Type): boolean => type.kind === 'list' && type.length !== undefined;

const withParts = (type: Type | undefined): readonly Type[] =>
  type ? [type, ...partsOf(type).flatMap(withParts)] : [];

/** Whether an item takes part, or is left out by its gate. */
export function isIncluded(attributes: readonly Attribute[], features: Features): boolean {
  return !isExcluded(attributes, features);
}

/** Whether the parser found an error within an item, so that missing parts may be unintended. */
export function isBroken({ ast }: ParsedFile, { first, last }: Span): boolean {
  return ast.errors.some((error) => error.first >= first && error.first <= last + 1);
}
