import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';

/** Files that exist only in a test, by path (`/deps/io/a.wit`); their URIs are `file://` and the path. */
export function memoryFileSystem(files: ReadonlyMap<string, string>): FileSystem {
  const pathOf = (uri: string) => decodeURIComponent(uri.replace(/^file:\/\//, ''));
  return {
    readText: (uri) => files.get(pathOf(uri)),
    readBytes: (uri) => {
      const text = files.get(pathOf(uri));
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    readDirectory: (uri) => entriesOf(files, pathOf(uri).replace(/\/?$/, '/')),
  };
}

export function uriOfPath(path: string): string {
  return `file://${path}`;
}

function entriesOf(files: ReadonlyMap<string, string>, folder: string): readonly DirectoryEntry[] {
  const entries = new Map<string, DirectoryEntry['kind']>();
  for (const path of files.keys()) {
    if (!path.startsWith(folder)) continue;
    const [name = '', ...deeper] = path.slice(folder.length).split('/');
    entries.set(name, deeper.length > 0 ? 'directory' : 'file');
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => ({ name, kind }));
}
