import { once } from '../../base/once.ts';
import { membersOf, partsOf } from '../../resolve/types.ts';
import type { Definition, Scope } from '../../resolve/model.ts';
import type { Name, Type, TypeDefinition } from '../../syntax/ast.ts';
import { definitionOf, typeNode } from './type-graph.ts';

/** How deep types are nested in a type, itself included. */
export interface Extent {
  readonly depth: number;
}

/** The extent of what is written, and the names in it with the number of types around each. */
interface Written extends Extent {
  readonly names: readonly { readonly name: Name; readonly around: number }[];
}

export const one: Extent = { depth: 1 };

/** Of a type that is made of others. */
function around(parts: readonly Written[]): Written {
  return {
    depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 1),
    names: parts.flatMap(({ names }) => names.map((inner) => ({ ...inner, around: inner.around + 1 }))),
  };
}

const plain: Written = { ...one, names: [] };

const written = (type: Type | undefined): Written => (type ? writtenType(type) : plain);

const writtenType = once((type: Type): Written => {
  if (type.kind === 'named') return { depth: 0, names: [{ name: type.name, around: 0 }] };
  const isSingle = type.kind === 'primitive' || type.kind === 'own' || type.kind === 'borrow';
  return isSingle ? plain : around(partsOf(type).flatMap((part) => (part ? [writtenType(part)] : [])));
});

const writtenDefinition = once((node: TypeDefinition): Written => {
  if (node.kind === 'type') return written(node.type);
  const types = node.kind === 'record' || node.kind === 'variant' ? membersOf(node) : [];
  return around(types.flatMap(({ type }) => (type ? [writtenType(type)] : [])));
});

/** Measures types; what a name stands for is measured once. */
export class Extents {
  readonly #known = new Map<Definition, Extent>();

  of(scope: Scope, type: Type): Extent {
    const found = written(type);
    for (const { name } of found.names) this.#settle(definitionOf(scope, name));
    return this.#total(scope, found);
  }

  ofDefinition(definition: Definition): Extent {
    this.#settle(definition);
    return this.#known.get(definition) ?? one;
  }

  #total(scope: Scope, { depth, names }: Written): Extent {
    let deepest = depth;
    for (const { name, around } of names) {
      const definition = definitionOf(scope, name);
      const inner = (definition && this.#known.get(definition)) ?? one;
      deepest = Math.max(deepest, inner.depth + around);
    }
    return { depth: deepest };
  }

  /** A chain of definitions may be long, so this does not recurse; a circle is cut where it closes. */
  #settle(first: Definition | undefined): void {
    if (!first || this.#known.has(first)) return;
    const entered = new Set<Definition>();
    const open = [first];
    for (let next = open.at(-1); next; next = open.at(-1)) {
      const [node, scope] = [typeNode(next), next.container?.scope];
      if (this.#known.has(next)) open.pop();
      else if (!node || !scope) this.#known.set(next, one);
      else if (entered.has(next)) this.#known.set(next, this.#total(scope, writtenDefinition(node)));
      else {
        entered.add(next);
        const inner = writtenDefinition(node).names.map(({ name }) => definitionOf(scope, name));
        open.push(...inner.filter((one) => one !== undefined && !entered.has(one)).map((one) => one!));
      }
    }
  }
}
