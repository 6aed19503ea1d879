import type { FoundFunction } from './scopes.ts';

/** A getter and the setter of the same property. */
export interface AccessorPair {
  readonly getter: FoundFunction;
  readonly setter: FoundFunction;
}

/** The pairs among the functions of one scope. */
export function pairsOf(functions: readonly FoundFunction[]): readonly AccessorPair[] {
  const getters = functions.filter(({ func }) => func.accessor === 'get');
  if (getters.length === 0) return [];
  const setters = functions.filter(({ func }) => func.accessor === 'set');
  return setters.flatMap((setter) => {
    const getter = getters.find((one) => isSameProperty(one, setter));
    return getter ? [{ getter, setter }] : [];
  });
}

const isSameProperty = (one: FoundFunction, other: FoundFunction): boolean =>
  one.name?.text === other.name?.text && one.kind === other.kind && one.resource === other.resource;
