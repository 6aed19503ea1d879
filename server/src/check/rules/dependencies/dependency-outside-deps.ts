import type { PackageSource } from '../../../packages/package-source.ts';
import type { Problem } from '../../../resolve/model.ts';
import { pathsOf } from '../../../resolve/package-paths.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const dependencyOutsideDeps: Rule = {
  code: 'dependency-outside-deps',
  ids: ['M2', 'M4', 'M5'],
  severity: 'info',
  title: `A dependency is read from outside \`deps\`.`,
  explanation: `A manifest leads to this package: \`[overrides]\` or the workspace of a \`wkg.toml\`, or a path in a \`deps.toml\`. WIT Studio reads it in place, as \`wkg\` does. Tools that read only a folder and its \`deps\` (wit-bindgen, jco, wasm-tools) do not find it until it is copied there, with \`wkg wit fetch\` or \`wit-deps\`. cargo component reads the paths in its \`Cargo.toml\` at each build, so those are not reported.`,
  examples: { accept: [], reject: [] },
  message: ({ package: name, manifest, path, command }) =>
    command
      ? `\`${name}\` is not in \`deps\`: it is read from \`${path}\`, as ${manifest} says. \`${command}\` copies it there, for tools that read only \`deps\`.`
      : `\`${name}\` is not in \`deps\`: it is read from \`${path}\`, which the workspace of ${manifest} shares. Tools that read only \`deps\` do not find it.`,
  *checkRoot({ sources: { main, outsideDeps: elsewhere = [] } }: RootContext): Iterable<Problem> {
    for (const { group, path, command, manifest } of elsewhere) {
      if (manifest === 'Cargo.toml') continue;
      const at = firstPath([main.main, ...main.nested], group.main.key);
      const detail = { package: group.main.key, manifest, path, command };
      if (at) yield { code: 'dependency-outside-deps', at, detail };
    }
  },
};

function firstPath(sources: readonly PackageSource[], key: string): Problem['at'] | undefined {
  for (const { file, path, key: named } of sources.flatMap((source) => [...pathsOf(source)])) {
    const id = path.package;
    if (named === key && id) return { uri: file.uri, first: id.first, last: id.last };
  }
  return undefined;
}
