import { nameRange, rangeOf } from '../../../resolve/context.ts';
import { gateOf, isExcluded } from '../../../resolve/gates.ts';
import type { Definition, Features, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import { allPathsOf, hasGatedUse } from '../../../resolve/package-paths.ts';
import type { Attribute, Path, Type } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { missingTypes } from '../../facts/unnamed-types.ts';

export const firstUseBehindGate: Rule = {
  code: 'first-use-behind-gate',
  ids: ['G9'],
  severity: 'error',
  title: `A type of another package, or one without a name, must not first occur behind a disabled feature if it occurs again.`,
  explanation: `wit-parser knows a type of another package by the first \`use\` that names it, and a type without a name, like \`option<string>\`, by the first item that contains it: types before functions, interfaces before worlds, otherwise in the order of the text. If a disabled feature excludes that item, the type is missing in the rest of the package. Move the item without the gate to the front, give the unnamed type a name of its own outside of the gated item, or enable the feature. An unnamed type also keeps a gate that includes it, and passes it on: if \`list<u8>\` first occurs in a type with \`@since\`, then \`tuple<list<u8>, t>\` is never excluded and needs \`t\`, also in a function that \`t\`'s feature excludes. Put \`t\` first, or give the outer type a name behind the gate of \`t\`.`,
  examples: {
    accept: [
      `package a:b;
package c:d { interface i { type t = u8; } }
interface j { use c:d/i.{t}; }
interface k { @unstable(feature = x) use c:d/i.{t}; }
`,
    ],
    reject: [
      `package a:b;
package c:d { interface i { type t = u8; } }
interface j { @unstable(feature = x) use c:d/i.{t}; }
interface k { use c:d/i.{t}; }
`,
      `package a:b;
interface i {
  @unstable(feature = x)
  record r { a: option<string> }
  f: func() -> option<string>;
}
`,
      `package a:b@1.0.0;
interface i {
  @since(version = 1.0.0)
  record r { a: list<u8> }
  @unstable(feature = x)
  type t = u8;
  @unstable(feature = x)
  f: func() -> tuple<list<u8>, t>;
}
`,
    ],
  },
  message: ({ name, feature, beside }) =>
    beside
      ? `\`${name}\` is excluded while the feature \`${feature}\` is disabled, but the type around it is not: it has the gate of the \`${beside}\` before it, which first occurs in this package behind another gate. Put \`${name}\` first, give the type around it a name behind the gate of \`${name}\`, or enable the feature.`
      : `\`${name}\` is excluded here while the feature \`${feature}\` is disabled, because it first occurs in this package behind that gate. Use it before the gated item, or enable the feature.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    if (features === 'all') return;
    for (const { uri, at, type, feature, beside } of missingTypes(resolved, features)) {
      const text = (one: Type) => textOf(resolved, uri, one);
      const detail = { name: text(type), feature, beside: beside ? text(beside) : '' };
      yield { code: 'first-use-behind-gate', at: rangeOf(uri, at), detail };
    }
    yield* missingUses(resolved, features);
  },
};

function* missingUses(resolved: ResolvedPackage, features: Features): Generator<Problem> {
  if (!resolved.source.parts.some(({ items }) => hasGatedUse(items))) return;
  const first = new Map<Definition, readonly Attribute[]>();
  for (const { uri, path, attributes, names } of allPathsOf(resolved.source)) {
    if (names.length === 0 || !isForeign(resolved, uri, path)) continue;
    for (const { name } of names) {
      const type = resolved.references.get(uri)?.get(name.token);
      const gate = type && first.get(type);
      if (type && !gate) first.set(type, attributes);
      if (!gate || !isExcluded(gate, features) || isExcluded(attributes, features)) continue;
      const detail = { name: name.text, feature: featureOf(gate), beside: '' };
      yield { code: 'first-use-behind-gate', at: nameRange(uri, name), detail };
    }
  }
}

/** A type as it is written, whatever the space in it; of a method's own parameter, the handle that it stands for. */
function textOf({ source }: ResolvedPackage, uri: string, type: Type): string {
  const tokens = source.parts.find(({ file }) => file.uri === uri)!.file.tokens;
  const isWritten = type.kind !== 'borrow' || type.first < (type.resource?.token ?? 0);
  if (!isWritten) return `borrow<${type.resource?.text}>`;
  const all = Array.from({ length: type.last - type.first + 1 }, (_, n) => tokens.textOf(type.first + n));
  return all.join('');
}

/** Whether a path leads to another package, also through a top-level `use`. */
function isForeign({ key, references }: ResolvedPackage, uri: string, path: Path): boolean {
  const item = path.name && references.get(uri)?.get(path.name.token);
  return item !== undefined && (item.target ?? item).package !== key;
}

function featureOf(attributes: readonly Attribute[]): string {
  const gate = gateOf(attributes);
  return gate.kind === 'unstable' ? gate.feature : '';
}
