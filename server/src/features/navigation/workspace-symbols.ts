import type { FileRange, Snapshot } from '../../analysis/snapshot.ts';
import type { Definition, ResolvedPackage } from '../../resolve/model.ts';
import { lettersInOrder } from '../letters-in-order.ts';
import { nameRange } from '../name-at.ts';
import { inPackage } from '../hover/signature.ts';

export interface FoundSymbol extends FileRange {
  readonly name: string;
  readonly kind: string;
  /** The container: `ns:pkg/interface@version`, or the package. */
  readonly container: string;
}

/** The maximum number of results; the user narrows the query instead of reading more. */
const MOST = 500;

/** Interfaces, worlds, types and functions of the workspace and its dependencies whose name has these letters in this order. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly FoundSymbol[] {
  const matches = lettersInOrder(query);
  const found: FoundSymbol[] = [];
  for (const root of snapshot.rootsNaming(matches)) {
    for (const definition of root.all.flatMap((one) => [...definitionsOf(one)])) {
      if (found.length === MOST) return found;
      if (definition.name === '' || !matches(definition.name)) continue;
      const range = nameRange(snapshot, definition);
      if (range)
        found.push({
          ...range,
          name: definition.name,
          kind: kindOf(definition),
          container: containerOf(definition),
        });
    }
  }
  return found;
}

function* definitionsOf({ interfaces, worlds }: ResolvedPackage): Generator<Definition> {
  for (const { definition, names } of [...interfaces, ...worlds]) {
    yield definition;
    for (const inner of names.values()) if (inner.kind !== 'use') yield inner;
  }
}

function kindOf({ kind, node }: Definition): string {
  return kind === 'type' ? (node.kind ?? kind) : kind;
}

function containerOf({ container, package: key }: Definition): string {
  return container === undefined ? key : inPackage(key, container.name);
}
