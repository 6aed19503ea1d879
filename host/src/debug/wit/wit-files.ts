import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { parse } from '../../../../server/src/syntax/parse.ts';
import { functionsIn, packageOf, type WrittenFunction } from './functions-in.ts';

/** A function in a file. */
export interface Place extends WrittenFunction {
  readonly file: string;
}

/** Functions by their names. */
export type Places = ReadonlyMap<string, Place>;

const LEFT_OUT = new Set(['node_modules', 'target', 'dist', '.git', '.cache']);
/** A workspace may be large; the WIT of a project is near it. */
const DEEPEST = 5;
const MOST = 400;

/** Where functions are written in the .wit files near a program. */
export function placesNear(program: string): Promise<Places> {
  const folder = extname(program) === '' ? program : dirname(program);
  return placesIn([folder, join(dirname(folder), 'wit')]);
}

/** Where functions are written below folders, those of a package of its own before those of `deps`. */
export async function placesIn(folders: readonly string[]): Promise<Places> {
  const files = (await Promise.all(folders.map((folder) => witFiles(folder, DEEPEST)))).flat();
  const places = new Map<string, Place>();
  for (const file of files.slice(0, MOST).sort(ownFirst))
    for (const one of await functionsOfFile(file))
      if (!places.has(one.name)) places.set(one.name, { ...one, file });
  return places;
}

const isDependency = (file: string): boolean => /[\\/]deps[\\/]/.test(file);
const ownFirst = (a: string, b: string): number => Number(isDependency(a)) - Number(isDependency(b));

async function witFiles(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((one) => one.isFile() && one.name.endsWith('.wit'));
  const folders = depth > 0 ? entries.filter((one) => one.isDirectory() && !LEFT_OUT.has(one.name)) : [];
  const inner = await Promise.all(folders.map(({ name }) => witFiles(join(folder, name), depth - 1)));
  return [...files.map(({ name }) => join(folder, name)), ...inner.flat()];
}

/** The functions of a file; its package may be declared in another file of its folder. */
export async function functionsOfFile(file: string): Promise<WrittenFunction[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const own = packageOf(parse(file, text));
  return functionsIn(text, own ?? (await packageOfFolder(dirname(file))));
}

async function packageOfFolder(folder: string): Promise<string | undefined> {
  for (const file of await witFiles(folder, 0)) {
    const name = packageOf(parse(file, await readFile(file, 'utf8').catch(() => '')));
    if (name !== undefined) return name;
  }
  return undefined;
}
