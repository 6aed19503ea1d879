import type { Definition, Scope } from '../../resolve/model.ts';
import { partsOf } from '../../resolve/types.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import { definitionOf, typeNode, typesIn } from './type-graph.ts';
import type { Known } from './type-states.ts';

/** A fact about a definition that follows from those of the definitions that it names. */
export interface Measurement<Measure> {
  /** Filled by `settleAll`. A recursive definition has no measure during its own measurement. */
  readonly known: Known<Measure>;
  /** Measures a definition; those that it names are known by then. */
  measure(scope: Scope, node: TypeDefinition): Measure;
  /** Whether a type counts by itself, whatever it names. */
  isOpaque(type: Type): boolean;
}

/**
 * Measures the definitions that types depend on, the innermost first. It does not recurse, since a chain of them may be
 * long.
 */
export function measureDefinitions<Measure>(
  scope: Scope,
  types: readonly (Type | undefined)[],
  measurement: Measurement<Measure>,
): void {
  settleAll(
    types.flatMap((type) => definitionsIn(scope, type, measurement)),
    measurement,
  );
}

export function settleAll<Measure>(
  definitions: readonly Definition[],
  measurement: Measurement<Measure>,
): void {
  const { known, measure } = measurement;
  const open = [...definitions];
  const entered = new Set<Definition>();
  for (let next = open.at(-1); next; next = open.at(-1)) {
    const [node, inner] = [typeNode(next), next.container?.scope];
    if (known.has(next) || !node || !inner) {
      open.pop();
    } else if (entered.has(next)) {
      known.set(next, measure(inner, node));
      open.pop();
    } else {
      entered.add(next);
      const within = typesIn(node).flatMap((type) => definitionsIn(inner, type, measurement));
      open.push(...within.filter((one) => !entered.has(one)));
    }
  }
}

function definitionsIn<Measure>(
  scope: Scope,
  type: Type | undefined,
  measurement: Measurement<Measure>,
): Definition[] {
  if (type === undefined || measurement.isOpaque(type)) return [];
  const definition = type.kind === 'named' ? definitionOf(scope, type.name) : undefined;
  return definition ? [definition] : partsOf(type).flatMap((part) => definitionsIn(scope, part, measurement));
}
