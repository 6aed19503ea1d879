import type { Snapshot } from '../../analysis/snapshot.ts';
import type { ResolvedPackage } from '../../resolve/model.ts';
import { pathsIn } from '../../resolve/package-paths.ts';
import type { Path } from '../../syntax/ast.ts';
import { compositionLinks } from '../compositions/definition.ts';
import { manifestLinks } from './manifest-links.ts';
import { meaning, nameRange, packagesIn } from '../name-at.ts';
import { inPackage } from '../hover/signature.ts';
import type { DocumentLink } from '../results.ts';

/** The links of a document (WIT or a manifest) in textual order. */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  const composition = snapshot.composition(uri);
  if (composition) return compositionLinks(snapshot, composition);
  const manifest = snapshot.manifest(uri);
  const links = manifest ? manifestLinks(snapshot, manifest) : pathLinks(snapshot, uri);
  return [...links].sort((a, b) => a.start - b.start);
}

/** The paths that lead into another file: to the interface or world that they name. */
function pathLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  return packagesIn(snapshot.root(uri), uri).flatMap((one) =>
    pathsOfFile(one, uri).flatMap((path) => linkOf(snapshot, one, uri, path) ?? []),
  );
}

function pathsOfFile({ source }: ResolvedPackage, uri: string): readonly Path[] {
  return source.parts.filter(({ file }) => file.uri === uri).flatMap(({ items }) => pathsIn(items));
}

function linkOf(
  snapshot: Snapshot,
  { references }: ResolvedPackage,
  uri: string,
  { name, first, last }: Path,
): DocumentLink | undefined {
  const named = name && references.get(uri)?.get(name.token);
  const tokens = snapshot.file(uri)?.tokens;
  if (named === undefined || tokens === undefined) return undefined;
  const definition = meaning(named);
  const target = definition.uri === uri ? undefined : nameRange(snapshot, definition);
  const title = inPackage(definition.package, definition.name);
  return target && { start: tokens.start(first), end: tokens.end(last), target, title };
}
