import type { Snapshot } from '../../../analysis/snapshot.ts';
import type { PackageSource } from '../../../packages/package-source.ts';
import { pathsOf } from '../../../resolve/package-paths.ts';
import type { Path } from '../../../syntax/ast.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { FileEdit } from '../../results.ts';
import { unversioned } from '../../../base/ids.ts';

/** Makes every path of a package that leads to one package lead to another. */
export function* renamedPaths(
  snapshot: Snapshot,
  source: PackageSource,
  key: string,
  other: string,
): Generator<FileEdit> {
  const [oldName, newName] = [unversioned(key), unversioned(other)];
  for (const { file, path, key: named } of pathsOf(source)) {
    // A source that was reused has the offsets of an earlier text.
    const current = named === key ? snapshot.file(file.uri) : undefined;
    if (!current) continue;
    const { uri, tokens } = current;
    const { namespace, name } = path.package!;
    if (newName !== oldName && namespace && name)
      yield { uri, start: tokens.start(namespace.token), end: tokens.end(name.token), text: newName };
    // The version is behind the name of an item. Both may be incomplete.
    const end = path.package!.version?.last ?? path.name?.token;
    if (!path.name || path.last !== end) continue;
    const version = { uri, ...versionRange(tokens, path), text: other.slice(newName.length) };
    if (tokens.text.slice(version.start, version.end) !== version.text) yield version;
  }
}

/** The `@version` of a path, or the place where it would be. */
function versionRange(tokens: Tokens, { package: id, last }: Path): { start: number; end: number } {
  const version = id?.version;
  if (!version) return { start: tokens.end(last), end: tokens.end(last) };
  // The `@` is the token before it.
  return { start: tokens.start(version.first - 1), end: tokens.end(version.last) };
}
