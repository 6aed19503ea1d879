import { once } from '../../base/once.ts';
import type { Definition, ResolvedPackage, ResolvedRoot } from '../../resolve/model.ts';

/**
 * The state of the types of a package and of all packages that they may be made of: the same object for as long as none
 * of them is resolved again.
 */
type TypeState = object;

interface Former {
  readonly state: TypeState;
  readonly dependencies: readonly (TypeState | undefined)[];
}

const formerOf = once((_: ResolvedPackage): { last?: Former } => ({}));

const statesOf = once((root: ResolvedRoot): ReadonlyMap<string, TypeState> => {
  const states = new Map<string, TypeState>();
  // Dependencies come first. Of two packages with one name, neither keeps a state.
  for (const one of root.all) states.set(one.key, states.has(one.key) ? {} : stateOf(one, root, states));
  return states;
});

function stateOf(
  resolved: ResolvedPackage,
  root: ResolvedRoot,
  states: ReadonlyMap<string, TypeState>,
): TypeState {
  const former = formerOf(resolved);
  const keys = [...resolved.dependencies].filter((key) => key !== resolved.key);
  const dependencies = keys.map((key) => states.get(key));
  // In a circle of packages, a dependency may come behind.
  const isInCircle = keys.some((key) => root.packages.has(key) && !states.has(key));
  if (!former.last || isInCircle || former.last.dependencies.some((one, at) => one !== dependencies[at]))
    former.last = { state: {}, dependencies };
  return former.last.state;
}

/** What is known of definitions. */
export interface Known<Fact> {
  get(definition: Definition): Fact | undefined;
  has(definition: Definition): boolean;
  set(definition: Definition, fact: Fact): void;
}

/**
 * Facts about the types of a root, each computed once for all of its packages, and again only when a package that it may
 * depend on has changed. A keystroke changes one package, and mostly one that no other uses.
 */
export function knownOfTypes<Fact>(): (root: ResolvedRoot) => Known<Fact> {
  const factsOf = once((_: TypeState) => new Map<Definition, Fact>());
  return once((root) => {
    const states = statesOf(root);
    const others = new Map<Definition, Fact>();
    const facts = ({ package: key }: Definition): Map<Definition, Fact> => {
      const state = states.get(key);
      return state ? factsOf(state) : others;
    };
    return {
      get: (definition) => facts(definition).get(definition),
      has: (definition) => facts(definition).has(definition),
      set: (definition, fact) => void facts(definition).set(definition, fact),
    };
  });
}
