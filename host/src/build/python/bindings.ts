import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow } from '../../base/files.ts';
import { HostError } from '../../base/problem.ts';
import { writeChanged } from '../bindings/write-bindings.ts';
import type { FolderBindings } from '../external/language.ts';
import { readSettings, witNeeded } from '../external/settings.ts';
import { moduleOf } from './module.ts';
import { runComponentizePy } from './run.ts';
import { componentizePy, pythonMissing } from './tool.ts';

/** The packages and modules that componentize-py writes; of these a build needs none. */
const GENERATED = new Set([
  'wit_world',
  'componentize_py_async_support',
  'componentize_py_runtime.pyi',
  'componentize_py_types.py',
  'poll_loop.py',
]);
export const isGenerated = (path: string): boolean => GENERATED.has(basename(path));

/**
 * Stubs beside the modules, for editors and type checkers. componentize-py only writes all files into an empty folder;
 * here, unchanged files are left alone.
 */
export const pythonBindings: FolderBindings = {
  wit: async (folder) => witNeeded(await readSettings(folder)),
  async write(folder, context) {
    const settings = await readSettings(folder);
    const tool = await componentizePy(folder);
    if (!tool) throw new HostError(pythonMissing(folder));
    const [place] = moduleOf(settings);
    const generated = await mkdtemp(join(tmpdir(), 'wit-studio-python-'));
    try {
      await runComponentizePy(tool, ['bindings', generated], [folder], settings, context);
      const paths = (await filesBelow(generated)).map((path) => relative(generated, path));
      for (const path of paths) await writeChanged(join(place, path), await readFile(join(generated, path)));
      await removeOthers(join(place, 'wit_world'), new Set(paths.map((path) => join(place, path))));
      return { world: settings.world ?? settings.name, files: paths.map((path) => join(place, path)) };
    } finally {
      await rm(generated, { recursive: true, force: true });
    }
  },
};

/** Removes interfaces that the world no longer has, except Python's caches. */
async function removeOthers(folder: string, written: ReadonlySet<string>): Promise<void> {
  for (const path of await filesBelow(folder))
    if (!written.has(path) && basename(dirname(path)) !== '__pycache__') await rm(path);
}
