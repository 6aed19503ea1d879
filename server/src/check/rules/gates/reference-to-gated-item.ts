import { isDecoded } from '../../../packages/encoded.ts';
import { nameRange } from '../../../resolve/context.ts';
import { foreignItems } from '../../../resolve/foreign-items.ts';
import { gateOf } from '../../../resolve/gates.ts';
import type { Definition, Features, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import { membersOf, nameIn, partsOf } from '../../../resolve/types.ts';
import type { Attribute, Name, Path, Span, Type } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { startOfType } from '../../facts/aliased.ts';
import {
  bodiesOf,
  type Body,
  functionsOf,
  isIncluded,
  isTypeDefinition,
  spanOf,
  typeDefinitionsOf,
} from '../../facts/scopes.ts';

export const referenceToGatedItem: Rule = {
  code: 'reference-to-gated-item',
  ids: ['G9'],
  severity: 'error',
  title: `Ungated items must not refer to items behind a disabled feature.`,
  explanation: `An item behind \`@unstable(feature = x)\` exists only while the feature \`x\` is enabled (the setting \`wit.features\`, \`--features\`). Items that refer to it need the same gate.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
interface i {
  @unstable(feature = x)
  type t = u8;
  @unstable(feature = x)
  f: func() -> t;
}
`,
    ],
    reject: [
      `package a:b@1.0.0;
interface i {
  @unstable(feature = x)
  type t = u8;
  f: func() -> t;
}
`,
      `package a:b@1.0.0;
world w {
  @unstable(feature = x)
  type t = u8;
}
`,
    ],
  },
  message: ({ name, feature, world, elsewhere }) =>
    elsewhere
      ? `\`${name}\` is excluded while the feature \`${feature}\` is disabled, but this package also refers to it without that gate. Gate the other reference with \`@unstable(feature = ${feature})\` too, or enable the feature.`
      : world
        ? `The type \`${name}\` is excluded while the feature \`${feature}\` is disabled, but the world \`${world}\` needs it. Move it into an interface, gate the world, or enable the feature.`
        : `\`${name}\` is excluded while the feature \`${feature}\` is disabled. Gate this item with \`@unstable(feature = ${feature})\` too, or enable the feature.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    if (features === 'all') return;
    yield* foreignItemsLeftOut(resolved, features);
    for (const body of bodiesOf(resolved)) yield* inBody(resolved, body, features);
  },
};

/** Items of other packages, where the package first names them. */
function* foreignItemsLeftOut(resolved: ResolvedPackage, features: Features): Generator<Problem> {
  for (const { first, by } of foreignItems(resolved, features).byFirst.values()) {
    const name = first.path.name!;
    const found = resolved.references.get(first.uri)?.get(name.token);
    if (!found || !isExcludedByFeature(found, features)) continue;
    const related =
      first === by ? [] : [{ at: nameRange(by.uri, by.path.name!), message: 'named without that gate' }];
    const detail = { ...detailOf(found), elsewhere: first === by ? '' : 'yes' };
    yield { code: 'reference-to-gated-item', at: nameRange(first.uri, name), detail, related };
  }
}

function* inBody(resolved: ResolvedPackage, body: Body, features: Features): Generator<Problem> {
  const { uri } = body;
  if (body.excluded) yield* ungatedTypes(body, features);
  else if (body.kind === 'world') yield* gatedTypes(body, features);
  const own = hasExcludedNames(body, features) ? users(body, features) : [];
  for (const users of body.excluded ? [own] : [own, paths(resolved, body, features)])
    for (const { at, attributes, references } of users) {
      if (!isIncluded(attributes, features)) continue;
      const left = references.find((definition) => isExcludedByFeature(definition, features));
      if (left) yield { code: 'reference-to-gated-item', at: { uri, ...at }, detail: detailOf(left) };
    }
}

function hasExcludedNames({ scope }: Body, features: Features): boolean {
  for (const definition of scope.names.values()) if (isExcludedByFeature(definition, features)) return true;
  return false;
}

/** The reference takes each type of a world for one that the world refers to, so none of them can be left out. */
function* gatedTypes(body: Body, features: Features): Generator<Problem> {
  for (const definition of body.scope.names.values()) {
    const { token, node, kind } = definition;
    if (isIncluded(node.attributes ?? [], features) || (kind !== 'type' && kind !== 'use')) continue;
    const detail = { ...detailOf(definition), world: body.scope.definition.name };
    yield { code: 'reference-to-gated-item', at: nameRange(body.uri, { token }), detail };
  }
}

/** The reference wants the types of an interface to be gated like the interface. */
function* ungatedTypes(body: Body, features: Features): Generator<Problem> {
  const gate = gateOf(body.attributes);
  const feature = gate.kind === 'unstable' ? gate.feature : '';
  for (const item of body.items) {
    const names =
      item.kind === 'use'
        ? item.names.map(({ name, as }) => as ?? name)
        : isTypeDefinition(item)
          ? [item.name]
          : [];
    for (const name of names) {
      if (!name || !isIncluded(item.attributes, features)) continue;
      const detail = { name: body.scope.definition.name, feature };
      yield { code: 'reference-to-gated-item', at: nameRange(body.uri, name), detail };
    }
  }
}

interface User {
  readonly at: Span;
  readonly attributes: readonly Attribute[];
  readonly references: readonly Definition[];
}

/**
 * The items of a body, with the definitions that they refer to. An unnamed type has the gate of its definition or else
 * of the first gated type in it; if that excludes it, the reference reports the type around it, and if it does not, all
 * types in it have to be included, even where the function is not.
 */
function* users(body: Body, features: Features): Generator<User> {
  const named = (name: Name | undefined) => (name && body.scope.names.get(name.text)) ?? [];
  const gatedIn = (type: Type | undefined): Definition | undefined => {
    const name = nameIn(type);
    const found = [named(name)].flat().find(({ node }) => gateOf(node.attributes).kind !== 'none');
    return name ? found : firstOf(partsOf(type), gatedIn);
  };
  function* within(type: Type | undefined, at: Span, item: Gated): Generator<User> {
    const { attributes } = item;
    const gated = item.gatesTypes ? undefined : gatedIn(type);
    const isPlain = type?.kind === 'named' || type?.kind === 'own';
    if (isPlain) yield { at, attributes, references: [named(nameIn(type))].flat() };
    else if (type?.kind === 'borrow' && !gated)
      yield { at: startOfType(type), attributes, references: [named(type.resource)].flat() };
    else {
      const excluded = gated && isExcludedByFeature(gated, features) ? gated.node.attributes : undefined;
      if (excluded) yield { at, attributes, references: [gated!] };
      const inner = gated ? { ...item, attributes: excluded ?? [] } : item;
      for (const part of partsOf(type)) yield* within(part, startOfType(type!), inner);
    }
  }
  for (const item of typeDefinitionsOf(body)) {
    const { name, attributes } = item;
    if (!name) continue;
    const gated = { attributes, gatesTypes: gateOf(attributes).kind !== 'none' };
    if (item.kind === 'type') yield* within(item.type, spanOf(name), gated);
    for (const member of membersOf(item))
      yield* within(member.type, spanOf(item.kind === 'record' ? member.name : name), gated);
  }
  for (const { at, attributes: own, func, resource } of functionsOf(body)) {
    const attributes = body.excluded ? body.attributes : own;
    yield { at, attributes, references: [named(resource?.name)].flat() };
    for (const type of [...func.params.map((one) => one.type), func.result])
      yield* within(type, at, { attributes, gatesTypes: false });
  }
}

interface Gated {
  readonly attributes: readonly Attribute[];
  /** Whether its gate is that of the types without names in it. */
  readonly gatesTypes: boolean;
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return undefined;
}

/** The `use`, `include`, `import` and `export` items that refer to an excluded one. */
function* paths(resolved: ResolvedPackage, body: Body, features: Features): Generator<User> {
  const meanings = resolved.references.get(body.uri);
  const isFirst = (path: Path) => foreignItems(resolved, features).byFirst.has(path);
  const excluded = (name: Name | undefined) => name && excludedBehind(meanings?.get(name.token), features);
  for (const item of body.items) {
    const { attributes } = item;
    const path = pathOf(item);
    const found = excluded(path?.name);
    if (item.kind === 'use')
      for (const { name, as } of item.names) {
        const reference = excluded(name) ?? found;
        if (reference) yield { at: spanOf(as ?? name), attributes, references: [reference] };
      }
    else if (path && found && !isFirst(path)) {
      const at = item.kind === 'include' || !path.name ? path : spanOf(path.name);
      yield { at, attributes, references: [found] };
    }
  }
}

/** The path that an item of a body refers to others by. */
function pathOf(item: Body['items'][number]): Path | undefined {
  if (item.kind === 'use' || item.kind === 'include') return item.path;
  return item.kind === 'extern' && item.target && 'path' in item.target ? item.target.path : undefined;
}

/** The first excluded definition of a name: that of an intermediate `use` may be gated as well. */
function excludedBehind(first: Definition | undefined, features: Features): Definition | undefined {
  const chain = new Set<Definition>();
  for (let one = first; one && !chain.has(one); one = one.target) {
    if (isExcludedByFeature(one, features)) return one;
    if (one.target) chain.add(one);
  }
  return undefined;
}

const unstableFeature = ({ node }: Definition): string | undefined => {
  const gate = gateOf(node.attributes);
  return gate.kind === 'unstable' ? gate.feature : undefined;
};

/** Items of an encoded package are never excluded, because its encoder has applied the gates. */
const isExcludedByFeature = (definition: Definition, features: Features): boolean => {
  const feature = isDecoded(definition.uri) ? undefined : unstableFeature(definition);
  return feature !== undefined && features !== 'all' && !features.has(feature);
};

const detailOf = (definition: Definition) => ({
  name: definition.name,
  feature: unstableFeature(definition) ?? '',
});
