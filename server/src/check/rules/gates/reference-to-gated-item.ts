import { isDecoded } from '../../../packages/encoded.ts';
import { final, nameRange } from '../../../resolve/context.ts';
import { gateOf } from '../../../resolve/gates.ts';
import type { Definition, Features, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import { membersOf, namesIn } from '../../../resolve/types.ts';
import type { Attribute, Name, Span } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import {
  bodiesOf,
  type Body,
  functionsOf,
  isThere,
  isTypeDefinition,
  spanOf,
  typeDefinitionsOf,
} from '../../facts/scopes.ts';

export const referenceToGatedItem: Rule = {
  code: 'reference-to-gated-item',
  ids: ['G9'],
  severity: 'error',
  title: `Ungated items do not refer to items behind a disabled feature.`,
  explanation: `An item behind \`@unstable(feature = x)\` is there only where the feature \`x\` is switched on (the setting \`wit.features\`, \`--features\`). What refers to it needs the same gate.`,
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
  message: ({ name, feature, world }) =>
    world
      ? `The type \`${name}\` is left out while the feature \`${feature}\` is off, which the world \`${world}\` cannot do without. Put it into an interface, gate the world, or switch the feature on.`
      : `\`${name}\` is left out while the feature \`${feature}\` is off. Gate this with \`@unstable(feature = ${feature})\` too, or switch the feature on.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    if (features === 'all') return;
    for (const body of bodiesOf(resolved)) yield* inBody(resolved, body, features);
  },
};

function* inBody(resolved: ResolvedPackage, body: Body, features: Features): Generator<Problem> {
  const { uri } = body;
  if (body.excluded) return yield* ungatedTypes(body, features);
  if (body.kind === 'world') yield* gatedTypes(body, features);
  const found = namesLeftOut(body, features)
    ? [...users(body), ...paths(resolved, body)]
    : paths(resolved, body);
  for (const { at, attributes, references } of found) {
    if (!isThere(attributes, features)) continue;
    const left = references.find((definition) => isLeftOut(definition, features));
    if (left) yield { code: 'reference-to-gated-item', at: { uri, ...at }, detail: detailOf(left) };
  }
}

function namesLeftOut({ scope }: Body, features: Features): boolean {
  for (const definition of scope.names.values()) if (isLeftOut(definition, features)) return true;
  return false;
}

/** The reference takes each type of a world for one that the world refers to, so none of them can be left out. */
function* gatedTypes(body: Body, features: Features): Generator<Problem> {
  for (const definition of body.scope.names.values()) {
    const { token, node, kind } = definition;
    if (isThere(node.attributes ?? [], features) || (kind !== 'type' && kind !== 'use')) continue;
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
      if (!name || !isThere(item.attributes, features)) continue;
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

/** The items of a body, with what they refer to. */
function* users(body: Body): Generator<User> {
  const named = (names: Iterable<Name>) =>
    [...names].flatMap((name) => body.scope.names.get(name.text) ?? []);
  for (const item of typeDefinitionsOf(body)) {
    if (!item.name) continue;
    const types = [...(item.kind === 'type' ? [item.type] : []), ...membersOf(item).map(({ type }) => type)];
    yield {
      at: spanOf(item.name),
      attributes: item.attributes,
      references: types.flatMap((type) => named(namesIn(type))),
    };
  }
  for (const { at, attributes, func, resource } of functionsOf(body)) {
    const types = [...func.params.map(({ type }) => type), func.result];
    const own = resource?.name ? named([resource.name]) : [];
    yield { at, attributes, references: [...own, ...types.flatMap((type) => named(namesIn(type)))] };
  }
}

/** What `use`, `include`, `import` and `export` name. */
function* paths(resolved: ResolvedPackage, body: Body): Generator<User> {
  const meaning = (name: Name | undefined) => {
    const found = name && resolved.references.get(body.uri)?.get(name.token);
    const definition = found && final(found);
    return definition ? [definition] : [];
  };
  for (const item of body.items) {
    const { attributes } = item;
    if (item.kind === 'use') {
      for (const { name, as } of item.names) {
        const references = [...meaning(name), ...meaning(item.path?.name)];
        yield { at: spanOf(as ?? name), attributes, references };
      }
    } else if (item.kind === 'include') {
      yield { at: item.path ?? item, attributes, references: meaning(item.path?.name) };
    } else if (item.kind === 'extern' && item.target && 'path' in item.target) {
      const name = item.target.path.name;
      yield { at: name ? spanOf(name) : item, attributes, references: meaning(name) };
    }
  }
}

const unstableFeature = ({ node }: Definition): string | undefined => {
  const gate = gateOf(node.attributes);
  return gate.kind === 'unstable' ? gate.feature : undefined;
};

/** What is in an encoded package is there, whatever its gates say: its encoder has applied them. */
const isLeftOut = (definition: Definition, features: Features): boolean => {
  const feature = isDecoded(definition.uri) ? undefined : unstableFeature(definition);
  return feature !== undefined && features !== 'all' && !features.has(feature);
};

const detailOf = (definition: Definition) => ({
  name: definition.name,
  feature: unstableFeature(definition) ?? '',
});
