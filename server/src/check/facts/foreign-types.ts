import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import type { Definition, ResolvedPackage, Scope } from '../../resolve/model.ts';
import { membersOf, namesIn, partsOf } from '../../resolve/types.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { bodiesOf } from './scopes.ts';
import { typesIn } from './measure-definitions.ts';
import { definitionOf, typeNode } from './type-graph.ts';
import { knownOfTypes } from './type-states.ts';

/** The types of other packages that those of one are made of, each with its definition as it was read. */
type ForeignTypes = Map<Definition, TypeDefinition>;

interface Cached<T> {
  readonly types: ForeignTypes;
  readonly result: T;
}

/**
 * A function of a resolved package whose result also depends on the structure of types in other packages. An edit of
 * those does not change the package, so the result is computed again when they have changed.
 *
 * @param make apart from such types its result has to follow from the package
 */
export function cachedByForeignTypes<T>(make: (context: TypesContext) => T): (context: TypesContext) => T {
  const last = once((_: ResolvedPackage): { made?: Cached<T> } => ({}));
  return (context) => {
    const known = last(context.package);
    if (!known.made || !areUnchanged(known.made.types))
      known.made = { types: foreignTypes(context), result: make(context) };
    return known.made.result;
  };
}

/** Definitions are brought up to date in place, so that an edit shows in their nodes. */
function areUnchanged(types: ForeignTypes): boolean {
  for (const [definition, before] of types) {
    const now = typeNode(definition);
    if (now === before) continue;
    if (!now || shapeOf(now) !== shapeOf(before)) return false;
    types.set(definition, now);
  }
  return true;
}

/** The definitions that a type directly names. */
const namesOf = knownOfTypes<readonly Definition[]>();

function foreignTypes({ package: resolved, root }: TypesContext): ForeignTypes {
  const named = namesOf(root);
  const types: ForeignTypes = new Map();
  const open: Definition[] = [];
  for (const { scope } of bodiesOf(resolved))
    for (const name of scope.names.values()) if (name.kind === 'use') addIfKnown(open, final(name));
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.package === resolved.key || types.has(next)) continue;
    const [node, scope] = [typeNode(next), next.container?.scope];
    if (!node || !scope) continue;
    types.set(next, node);
    const known = named.get(next);
    const inner = known ?? namedIn(node, scope);
    if (!known) named.set(next, inner);
    open.push(...inner);
  }
  return types;
}

function namedIn(node: TypeDefinition, scope: Scope): readonly Definition[] {
  const found = new Set<Definition>();
  for (const type of typesIn(node))
    for (const name of namesIn(type)) {
      const definition = definitionOf(scope, name);
      if (definition) found.add(definition);
    }
  return [...found];
}

function addIfKnown(open: Definition[], definition: Definition | undefined): void {
  if (definition) open.push(definition);
}

/** The structure of a definition as text, for comparison; the names in it refer to the same types as before. */
const shapeOf = once((node: TypeDefinition): string => {
  const own = node.kind === 'type' ? typeShape(node.type) : '';
  const members = membersOf(node).map(({ name, type }) => `${name.text}:${typeShape(type)}`);
  return `${node.kind} ${own}${members.join(',')}`;
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
