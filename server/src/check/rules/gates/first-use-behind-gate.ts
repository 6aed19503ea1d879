import { nameRange } from '../../../resolve/context.ts';
import { gateOf, isExcluded } from '../../../resolve/gates.ts';
import type { Definition, Problem, ResolvedPackage } from '../../../resolve/model.ts';
import { allPathsOf } from '../../../resolve/package-paths.ts';
import type { Attribute, Path } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const firstUseBehindGate: Rule = {
  code: 'first-use-behind-gate',
  ids: ['G9'],
  severity: 'error',
  title: `The first \`use\` of another package's type must not be behind a disabled feature if a later one is not.`,
  explanation: `wit-parser knows a type of another package by the first \`use\` that names it, in the order of the files and of the items in them. If a disabled feature excludes that one, the type is missing for every other \`use\` in the package. Move the \`use\` without the gate to the front, or remove the gate from the first one.`,
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
    ],
  },
  message: ({ name, feature }) =>
    `\`${name}\` is excluded here while the feature \`${feature}\` is disabled, because the first \`use\` of it in this package is gated. Move this \`use\` before that one, or enable the feature.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    const first = new Map<Definition, readonly Attribute[]>();
    for (const { uri, path, attributes, names } of allPathsOf(resolved.source)) {
      if (names.length === 0 || !isForeign(resolved, uri, path)) continue;
      for (const { name } of names) {
        const type = resolved.references.get(uri)?.get(name.token);
        const gate = type && first.get(type);
        if (type && !gate) first.set(type, attributes);
        if (!gate || !isExcluded(gate, features) || isExcluded(attributes, features)) continue;
        const detail = { name: name.text, feature: featureOf(gate) };
        yield { code: 'first-use-behind-gate', at: nameRange(uri, name), detail };
      }
    }
  },
};

/** Whether a path leads to another package, also through a top-level `use`. */
function isForeign({ key, references }: ResolvedPackage, uri: string, path: Path): boolean {
  const item = path.name && references.get(uri)?.get(path.name.token);
  return item !== undefined && (item.target ?? item).package !== key;
}

function featureOf(attributes: readonly Attribute[]): string {
  const gate = gateOf(attributes);
  return gate.kind === 'unstable' ? gate.feature : '';
}
