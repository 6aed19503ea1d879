import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf } from '../base/uri-paths.ts';
import type { WriteCopy } from '../lsp/environment.ts';
import { uriOf } from './file-system.ts';

/** Copies to read only, in a folder below `parent` that is made by the first one and goes with the process. */
export function documentCopies(parent = tmpdir()): WriteCopy {
  const paths = new Map<string, string>();
  let folder: string | undefined;
  const pathOf = (uri: string) => {
    const known = paths.get(uri);
    if (known !== undefined) return known;
    folder ??= newFolder(parent);
    const own = join(folder, String(paths.size));
    mkdirSync(own);
    const path = join(own, nameOf(uri));
    paths.set(uri, path);
    return path;
  };
  return (uri, text) => {
    try {
      const path = pathOf(uri);
      rmSync(path, { force: true });
      writeFileSync(path, text, { mode: 0o444 });
      return uriOf(path);
    } catch {
      return undefined;
    }
  };
}

/** By its real name, for editors may ask for that. */
function newFolder(parent: string): string {
  const folder = realpathSync(mkdtempSync(join(parent, 'wit-studio-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
