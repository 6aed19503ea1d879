import { attempt } from '../base/attempt.ts';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { normalizeUri } from '../lsp/uris.ts';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';

/** Folders that hold no WIT of the workspace, and often very many files. */
const IGNORED = new Set(['node_modules', 'target', '.git']);

export const nodeFileSystem: FileSystem = {
  readText: (uri) => readBytes(uri)?.toString('utf8'),
  readBytes,
  digest: (uri) => {
    const bytes = readBytes(uri);
    // The byte ends the content where a record has the hash of several.
    return bytes && createHash('sha256').update(bytes).update('\0').digest('hex');
  },
  readDirectory(uri) {
    const path = pathOf(uri);
    return path === undefined ? [] : (attempt(() => list(path)) ?? []);
  },
};

export function uriOf(path: string): string {
  return normalizeUri(pathToFileURL(path).href);
}

/** Undefined for URIs that are no file on disk, such as an untitled document. */
export function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? attempt(() => fileURLToPath(uri)) : undefined;
}

/** Undefined for a device or a pipe, which may have no end: a link or a manifest can lead to one. */
function readBytes(uri: string): Buffer | undefined {
  const path = pathOf(uri);
  return path === undefined
    ? undefined
    : attempt(() => (statSync(path).isFile() ? readFileSync(path) : undefined));
}

function list(path: string): readonly DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (IGNORED.has(entry.name) ? [] : (entryOf(path, entry) ?? [])));
}

function entryOf(folder: string, entry: Dirent): DirectoryEntry | undefined {
  const { name } = entry;
  if (entry.isFile()) return { name, kind: 'file' };
  if (entry.isDirectory()) return { name, kind: 'directory' };
  return entry.isSymbolicLink() ? attempt(() => entryOfLink(folder, name)) : undefined;
}

function entryOfLink(folder: string, name: string): DirectoryEntry | undefined {
  const path = join(folder, name);
  const target = statSync(path);
  if (target.isFile()) return { name, kind: 'file' };
  const real = realpathSync(path);
  const leadsBack = foldersAlong(folder).some((one) => (one + sep).startsWith(real + sep));
  return target.isDirectory() && !leadsBack ? { name, kind: 'directory', target: real } : undefined;
}

/** Where a path has been, each link on it resolved: two links may lead to each other. */
function foldersAlong(folder: string): string[] {
  const above = dirname(folder);
  return [realpathSync(folder), ...(above === folder ? [] : foldersAlong(above))];
}
