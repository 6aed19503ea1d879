import { sameItems } from '../../base/same-items.ts';
import { collected } from '../../base/gathered.ts';
import { once } from '../../base/once.ts';
import type { Definition, ResolvedPackage, ResolvedRoot } from '../../resolve/model.ts';
import { membersOf, partsOf } from '../../resolve/types.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { typeDefinitionsOf } from './scopes.ts';

/** Of a package and of all packages that its types may be made of. */
interface TypeState {
  /** The same object until the package is resolved again, or a type of another one gets another structure. */
  readonly facts: object;
  /** The same object until a type gets another structure, also over edits of the package. */
  readonly structure: object;
}

type States = Map<ResolvedPackage, TypeState>;

/** The structures of the packages that one names. */
type Dependencies = readonly (object | undefined)[];

interface FormerState extends TypeState {
  readonly dependencies: Dependencies;
}

interface FormerStructure {
  readonly structure: object;
  readonly types: readonly TypeDefinition[];
  readonly dependencies: Dependencies;
}

const statesOf = once((root: ResolvedRoot): ReadonlyMap<ResolvedPackage, TypeState> => {
  const states: States = new Map();
  // Dependencies come first.
  for (const one of root.all) {
    const first = packageOf(root, one.key);
    const isSecond = first !== undefined && first !== one && states.has(first);
    states.set(one, isSecond ? freshState() : stateOf(one, root, states));
    // A definition refers to its package by the name, so of two with one name, neither keeps a state.
    if (isSecond) states.set(first, freshState());
  }
  return states;
});

const packageOf = ({ packages, main }: ResolvedRoot, key: string): ResolvedPackage | undefined =>
  packages.get(key) ?? (main.key === key ? main : undefined);

const freshState = (): TypeState => ({ facts: {}, structure: {} });

const formerOf = once((_: ResolvedPackage): { last?: FormerState } => ({}));

/** An edit that dependents cannot see keeps the definition of the package. */
const formerStructureOf = once((_: Definition): { last?: FormerStructure } => ({}));

function stateOf(resolved: ResolvedPackage, root: ResolvedRoot, states: States): TypeState {
  const packages = [...resolved.dependencies]
    .filter((key) => key !== resolved.key)
    .map((key) => root.packages.get(key));
  // In a circle of packages, a dependency may come behind.
  if (packages.some((one) => one && !states.has(one))) return freshState();
  const dependencies = packages.map((one) => one && states.get(one)!.structure);
  const former = formerOf(resolved);
  if (former.last && sameItems(former.last.dependencies, dependencies)) return former.last;
  const structure = structureOf(resolved, dependencies);
  former.last = { facts: {}, structure, dependencies };
  return former.last;
}

function structureOf(resolved: ResolvedPackage, dependencies: Dependencies): object {
  if (!resolved.definition) return {};
  const former = formerStructureOf(resolved.definition);
  const types = exportedTypesOf(resolved);
  const { last } = former;
  const isSame = last && sameItems(last.dependencies, dependencies) && haveSameStructure(last.types, types);
  former.last = { structure: isSame ? last.structure : {}, types, dependencies };
  return former.last.structure;
}

/** Those that other packages can use. */
const exportedTypesOf = ({ interfaces }: ResolvedPackage): readonly TypeDefinition[] =>
  collected(interfaces, typeDefinitionsOf);

const haveSameStructure = (before: readonly TypeDefinition[], now: readonly TypeDefinition[]): boolean =>
  before.length === now.length &&
  before.every((one, at) => one === now[at] || shapeOf(one) === shapeOf(now[at]!));

/** The structure of a definition as text, for comparison; the names in it refer to the same types as before. */
const shapeOf = once((node: TypeDefinition): string => {
  const own = node.kind === 'type' ? typeShape(node.type) : '';
  const members = membersOf(node).map(({ name, type }) => `${name.text}:${typeShape(type)}`);
  return `${node.kind} ${node.name?.text} ${own}${members.join(',')}`;
});

function typeShape(type: Type | undefined): string {
  if (!type) return '_';
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'named':
      return `%${type.name.text}`;
    case 'own':
    case 'borrow':
      return `${type.kind} ${type.resource?.text}`;
    default: {
      const length = type.kind === 'list' && type.length !== undefined ? ` ${type.length}` : '';
      return `${type.kind}${length}<${partsOf(type).map(typeShape).join(',')}>`;
    }
  }
}

/** The facts about definitions. */
export interface Known<Fact> {
  get(definition: Definition): Fact | undefined;
  has(definition: Definition): boolean;
  set(definition: Definition, fact: Fact): void;
}

/**
 * Facts about the types of a root, each computed once for all of its packages, and again only when the structure of types
 * changed that it may be made of; a fact about a type in a world also when its package is resolved again. A keystroke
 * changes one package, and mostly no structure. A fact must not refer to places in the text.
 */
export function knownOfTypes<Fact>(): (root: ResolvedRoot) => Known<Fact> {
  const factsOf = once((_: object) => new Map<Definition, Fact>());
  return once((root) => {
    const byPackage = new Map<string, FactsOfPackage<Fact>>();
    const facts = ({ package: key, container }: Definition): Map<Definition, Fact> => {
      let found = byPackage.get(key);
      if (!found) {
        const { structure, facts } = stateByKey(root, key);
        byPackage.set(key, (found = { inInterfaces: factsOf(structure), inWorlds: factsOf(facts) }));
      }
      return container?.kind === 'interface' ? found.inInterfaces : found.inWorlds;
    };
    return {
      get: (definition) => facts(definition).get(definition),
      has: (definition) => facts(definition).has(definition),
      set: (definition, fact) => void facts(definition).set(definition, fact),
    };
  });
}

/** The structure of a package is that of the types in its interfaces, and while it is the same, so are their definitions. */
interface FactsOfPackage<Fact> {
  readonly inInterfaces: Map<Definition, Fact>;
  readonly inWorlds: Map<Definition, Fact>;
}

function stateByKey(root: ResolvedRoot, key: string): TypeState {
  const resolved = packageOf(root, key);
  return (resolved && statesOf(root).get(resolved)) ?? freshState();
}

/**
 * A function of a resolved package whose result also depends on the structure of types in other packages, computed again
 * when that changes.
 */
export function cachedByTypes<Result>(
  make: (context: TypesContext) => Result,
): (context: TypesContext) => Result {
  const made = once((_: TypeState['facts'], context: TypesContext) => make(context));
  return (context) => made(statesOf(context.root).get(context.package)!.facts, context);
}
