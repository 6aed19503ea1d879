import type { FileRange, Snapshot } from '../../analysis/snapshot.ts';
import { folderOf, nameOf } from '../../base/uri-paths.ts';
import type { Manifest } from '../../packages/manifests/manifest.ts';
import { packageKey } from '../../packages/package-source.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import type { DocumentLink } from '../results.ts';
import { tokenRange } from '../name-at.ts';

type Target = Pick<DocumentLink, 'target' | 'title'>;

/**
 * The paths of a manifest that lead to something: to the WIT file that they name; of a folder, which editors
 * cannot open, to the file in it that says which package it is.
 */
export function manifestLinks(snapshot: Snapshot, manifest: Manifest): readonly DocumentLink[] {
  return manifest.paths.flatMap(({ start, end, uri }) => {
    const found = uri === manifest.workspace ? workspaceAt(snapshot, uri) : witAt(snapshot, uri);
    return found ? [{ start, end, ...found }] : [];
  });
}

/** A member of a wkg workspace names its manifest, or the folder with it. */
function workspaceAt(snapshot: Snapshot, uri: string): Target | undefined {
  const found = snapshot.manifest(uri) ?? snapshot.manifest(`${uri}/wkg.toml`);
  return found && { target: startOf(found.uri), title: nameOf(found.uri) };
}

function witAt(snapshot: Snapshot, uri: string): Target | undefined {
  const files = filesAt(snapshot, uri);
  const file = files.find(({ ast }) => ast.header) ?? files[0];
  if (file === undefined) return undefined;
  const id = file.ast.header?.id;
  const name = id && tokenRange(snapshot, file.uri, id.first, id.last);
  return { target: name ?? startOf(file.uri), title: packageKey(id) || nameOf(file.uri) };
}

function filesAt(snapshot: Snapshot, uri: string): readonly ParsedFile[] {
  const file = uri.endsWith('.wit') ? snapshot.file(uri) : undefined;
  if (file) return [file];
  // For a folder: the files that would be read together with one in it.
  const root = snapshot.sources(`${uri}/`);
  const groups = root ? [root.main, ...root.dependencies] : [];
  return groups.flatMap(({ files }) => files).filter((one) => folderOf(one.uri) === uri);
}

const startOf = (uri: string): FileRange => ({ uri, start: 0, end: 0 });
