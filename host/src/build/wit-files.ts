import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { File, Source, Wit } from '../toolkit/javascript.ts';

/**
 * The packages of a WIT folder as wit-parser finds them: the files of the folder are one, each folder and each
 * file below `deps` another.
 */
export async function readWitFiles(folder: string, world: string | undefined): Promise<Wit> {
  const files = folder.endsWith('.wit') ? [await readText(folder)] : await witIn(folder);
  const dependencies = await readDependencies(join(folder, 'deps'));
  return { main: { tag: 'text', val: files }, dependencies, ...(world !== undefined && { world }) };
}

async function readDependencies(folder: string): Promise<Source[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const sources = await Promise.all(
    sorted.map(async (entry): Promise<Source | undefined> => {
      const path = join(folder, entry.name);
      const extension = extname(entry.name);
      if (extension === '.wit' && !entry.isDirectory()) return { tag: 'text', val: [await readText(path)] };
      if (extension === '.wasm') return { tag: 'binary', val: await readFile(path) };
      const files = await witIn(path).catch(() => []);
      return files.length > 0 ? { tag: 'text', val: files } : undefined;
    }),
  );
  return sources.filter((source) => source !== undefined);
}

async function witIn(folder: string): Promise<File[]> {
  const names = await readdir(folder);
  const wit = names.filter((name) => name.endsWith('.wit')).sort();
  return Promise.all(wit.map((name) => readText(join(folder, name))));
}

const readText = async (path: string): Promise<File> => ({ path, text: await readFile(path, 'utf8') });
