import { byItems, type FoundFunction, functionsAmong } from './scopes.ts';

/** A getter and the setter of the same property. */
export interface AccessorPair {
  readonly getter: FoundFunction;
  readonly setter: FoundFunction;
}

/** The getters and setters of a body: almost always none. */
export const accessorsOf = byItems((items): readonly FoundFunction[] =>
  functionsAmong(items).filter(({ func }) => func.accessor !== undefined),
);

/** The pairs among the accessors of one scope. */
export function pairsAmong(accessors: readonly FoundFunction[]): readonly AccessorPair[] {
  if (accessors.length < 2) return [];
  const getters = accessors.filter(({ func }) => func.accessor === 'get');
  const setters = accessors.filter(({ func }) => func.accessor === 'set');
  return setters.flatMap((setter) => {
    const getter = getters.find((one) => isSameProperty(one, setter));
    return getter ? [{ getter, setter }] : [];
  });
}

const isSameProperty = (one: FoundFunction, other: FoundFunction): boolean =>
  one.name?.text === other.name?.text && one.kind === other.kind && one.resource === other.resource;
