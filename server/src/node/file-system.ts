import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { normalizeUri } from '../lsp/uris.ts';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';

/** Folders that hold no WIT of the workspace, and often very many files. */
const IGNORED = new Set(['node_modules', 'target', '.git']);

export const nodeFileSystem: FileSystem = {
  readText: (uri) => readBytes(uri)?.toString('utf8'),
  readBytes,
  readDirectory(uri) {
    const path = pathOf(uri);
    return path === undefined ? [] : (attempt(() => list(path)) ?? []);
  },
};

export function uriOf(path: string): string {
  return normalizeUri(pathToFileURL(path).href);
}

/** Undefined for what is no file on disk, such as an untitled document. */
export function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? attempt(() => fileURLToPath(uri)) : undefined;
}

function readBytes(uri: string): Buffer | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : attempt(() => readFileSync(path));
}

function list(path: string): readonly DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): DirectoryEntry[] => {
      const kind = kindOf(path, entry);
      return kind === undefined || IGNORED.has(entry.name) ? [] : [{ name: entry.name, kind }];
    });
}

function kindOf(folder: string, entry: Dirent): DirectoryEntry['kind'] | undefined {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? attempt(() => kindOfLink(folder, join(folder, entry.name))) : undefined;
}

function kindOfLink(folder: string, path: string): DirectoryEntry['kind'] | undefined {
  const target = statSync(path);
  if (target.isFile()) return 'file';
  const leadsUp = (realpathSync(folder) + sep).startsWith(realpathSync(path) + sep);
  return target.isDirectory() && !leadsUp ? 'directory' : undefined;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
