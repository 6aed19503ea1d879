import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { outsideInputs } from '../external/inputs.ts';

/** `#include "log.h"`: a header of the project. */
const INCLUDE = /^[ \t]*#[ \t]*(?:include|embed)[ \t]*"([^"\n]+)"/gm;
/** `../lib`, `$(ROOT)/../lib/a.c` in a Makefile or a CMakeLists.txt; a pattern counts as its folder. */
const UPWARD = /(?<!\.)\.\.(?![\w.])(?:\/[\w.+-]+)*/g;

/**
 * The files outside of a folder that its sources include, and those that its build files name by a path upward. An
 * include is looked for beside its file and in the folders that build files name, whatever the conditions around it.
 *
 * @param sources the files of the folder
 * @param buildFiles its Makefile or CMakeLists.txt
 */
export async function outsideFiles(
  folder: string,
  sources: readonly string[],
  buildFiles: readonly string[],
): Promise<string[]> {
  const { files, folders } = await named(folder, buildFiles);
  const found = new Set([...sources, ...files]);
  // A set hands out what is added while it is walked.
  for (const path of found) for (const header of await included(path, folders)) found.add(header);
  return [...found].filter((path) => isOutside(folder, path));
}

const isOutside = (folder: string, path: string): boolean => relative(folder, path).startsWith('..');

async function named(folder: string, buildFiles: readonly string[]) {
  const texts = await Promise.all(buildFiles.map((path) => readFile(path, 'utf8').catch(() => '')));
  const paths = texts.flatMap((text) => text.match(UPWARD) ?? []).map((path) => resolve(folder, path));
  const [files, folders]: [string[], string[]] = [[], []];
  for (const path of new Set(paths)) {
    const entry = await stat(path).catch(() => undefined);
    if (entry?.isFile()) files.push(path);
    if (!entry?.isDirectory()) continue;
    folders.push(path);
    // Above the folder is everything else: only what is included from there counts.
    if (isOutside(path, folder)) files.push(...(await outsideInputs(path)));
  }
  return { files, folders };
}

const SOURCE = /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inc|inl|ipp)$/;

async function included(path: string, folders: readonly string[]): Promise<string[]> {
  if (!SOURCE.test(path)) return [];
  const text = await readFile(path, 'utf8').catch(() => '');
  return [...text.matchAll(INCLUDE)].flatMap(([, name = '']) => {
    const places = [dirname(path), ...folders].map((place) => join(place, name));
    return places.filter((place) => existsSync(place)).slice(0, 1);
  });
}
