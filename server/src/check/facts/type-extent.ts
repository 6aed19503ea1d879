import { once } from '../../base/once.ts';
import { membersOf, partsOf } from '../../resolve/types.ts';
import type { Definition, Scope } from '../../resolve/model.ts';
import type { FunctionType, Name, Type, TypeDefinition } from '../../syntax/ast.ts';
import type { Item } from '../rule.ts';
import { functionsIn } from './scopes.ts';
import { definitionOf, typeNode } from './type-graph.ts';
import type { Known } from './type-states.ts';

/** The size of a type, with the types that its names refer to. */
export interface Extent {
  /** How deep types are nested in it, itself included. */
  readonly depth: number;
  /**
   * The number of types that it consists of, itself included. A name counts as much as its type, each time it is used.
   */
  readonly size: number;
}

/** The extent of the written types without their names, and the names in it with the number of types around each. */
export interface Written extends Extent {
  readonly names: readonly { readonly name: Name; readonly around: number }[];
}

const one: Extent = { depth: 1, size: 1 };

/**
 * Of a type that contains itself, and of all that is made of such a type: another rule reports it. Any figure would
 * depend on where the circle was entered.
 */
const endless: Extent = { ...one };

const plain: Written = { ...one, names: [] };

/** Of a type that is made of others. */
const around = (parts: readonly Written[]): Written => ({
  depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 1),
  size: parts.reduce((sum, { size }) => sum + size, 1),
  names: parts.flatMap(({ names }) => names.map((inner) => ({ ...inner, around: inner.around + 1 }))),
});

const writtenAround = (types: readonly (Type | undefined)[]): Written =>
  around(types.flatMap((type) => (type ? [writtenType(type)] : [])));

function writtenType(type: Type): Written {
  if (type.kind === 'named') return { depth: 0, size: 0, names: [{ name: type.name, around: 0 }] };
  const isSingle = type.kind === 'primitive' || type.kind === 'own' || type.kind === 'borrow';
  return isSingle ? plain : writtenAround(partsOf(type));
}

export const writtenDefinition = once((node: TypeDefinition): Written => {
  if (node.kind === 'type') return node.type ? writtenType(node.type) : plain;
  const types = node.kind === 'record' || node.kind === 'variant' ? membersOf(node) : [];
  return writtenAround(types.map(({ type }) => type));
});

/** A function counts as a type around its parameters and its result. */
export const writtenFunction = once(({ params, result }: FunctionType): Written =>
  writtenAround([...params.map(({ type }) => type), result]),
);

/** The functions in an item, side by side, and how many names are in them. */
export const writtenFunctions = once((item: Item): Extent & { readonly names: number } => {
  const tally = new Tally();
  for (const { func } of functionsIn(item)) tally.addFunction(func);
  return tally;
});

/** Counts as `writtenFunction` does, without lists: there are many functions, and the names in them are not looked up. */
class Tally {
  depth = 0;
  size = 0;
  names = 0;

  addFunction({ params, result }: FunctionType): void {
    this.addLevel(1);
    for (const { type } of params) this.addType(type, 1);
    this.addType(result, 1);
  }

  /** @param around the number of types around it */
  private addType(type: Type | undefined, around: number): void {
    if (!type) return;
    if (type.kind === 'named') {
      this.names += 1;
      return;
    }
    this.addLevel(around + 1);
    for (const part of partsOf(type)) this.addType(part, around + 1);
  }

  private addLevel(depth: number): void {
    this.size += 1;
    if (depth > this.depth) this.depth = depth;
  }
}

/** Measures types; the type of a name is measured once. */
export class Extents {
  readonly #known: Known<Extent>;

  constructor(known: Known<Extent>) {
    this.#known = known;
  }

  of(scope: Scope, written: Written): Extent {
    for (const { name } of written.names) this.ofDefinition(definitionOf(scope, name));
    return this.#total(scope, written);
  }

  ofDefinition(definition: Definition | undefined): Extent {
    if (definition === undefined) return one;
    const known = this.#known.get(definition);
    if (known) return known;
    this.#settle(definition);
    return this.#known.get(definition) ?? one;
  }

  #total(scope: Scope, written: Written): Extent {
    if (written.names.length === 0) return written;
    let { depth, size } = written;
    for (const { name, around } of written.names) {
      const definition = definitionOf(scope, name);
      const inner = definition ? this.#known.get(definition) : one;
      // One that is not known yet is being measured: a circle closes here.
      if (inner === undefined || inner === endless) return endless;
      depth = Math.max(depth, inner.depth + around);
      size += inner.size;
    }
    return { depth, size };
  }

  /**
   * Handles a definition whose parts are known already, which is usual, as most definitions follow those that they
   * name.
   */
  #settleAtOnce(definition: Definition): boolean {
    const [node, scope] = [typeNode(definition), definition.container?.scope];
    if (!node || !scope) return false;
    const written = writtenDefinition(node);
    for (const { name } of written.names) {
      const inner = definitionOf(scope, name);
      if (inner && !this.#known.has(inner)) return false;
    }
    this.#known.set(definition, this.#total(scope, written));
    return true;
  }

  /** A chain of definitions may be long, so this does not recurse. */
  #settle(first: Definition): void {
    if (this.#settleAtOnce(first)) return;
    const entered = new Set<Definition>();
    const open = [first];
    for (let next = open.at(-1); next; next = open.at(-1)) {
      const [node, scope] = [typeNode(next), next.container?.scope];
      const written = node && writtenDefinition(node);
      if (this.#known.has(next)) open.pop();
      else if (!written || !scope) this.#known.set(next, one);
      else if (written.names.length === 0 || entered.has(next))
        this.#known.set(next, this.#total(scope, written));
      else {
        entered.add(next);
        const named = definitionsOf(scope, written);
        for (const inner of named.filter((one) => !entered.has(one))) open.push(inner);
      }
    }
  }
}

const definitionsOf = (scope: Scope, { names }: Written): readonly Definition[] =>
  names.flatMap(({ name }) => definitionOf(scope, name) ?? []);
