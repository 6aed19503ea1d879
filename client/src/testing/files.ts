import type { TestContext } from 'node:test';
import { FileType, workspace, type Uri } from './editor.ts';

/** The files of the editor in a test: a folder has a slash at its end where it is empty. */
export function withFiles(t: TestContext, paths: readonly string[]): void {
  const inside = ({ path }: Uri): string[] =>
    paths.filter((one) => one.startsWith(`${path}/`)).map((one) => one.slice(path.length + 1));
  t.mock.method(workspace.fs, 'stat', async (uri: Uri) => {
    if (paths.includes(uri.path)) return { type: FileType.File };
    if (inside(uri).length > 0) return { type: FileType.Directory };
    throw new Error(`no such file: ${uri.path}`);
  });
  t.mock.method(workspace.fs, 'readDirectory', async (uri: Uri) => {
    const entries = inside(uri).filter(Boolean);
    const types = entries.map((entry): [string, number] => {
      const [name = '', ...below] = entry.split('/');
      return [name, below.length > 0 ? FileType.Directory : FileType.File];
    });
    return [...new Map(types)];
  });
}
