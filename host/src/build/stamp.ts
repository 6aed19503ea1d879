import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { filesBelow, sha256, writeWhole } from '../base/files.ts';
import { asset } from '../programs.ts';
import { BUILDER_HASH } from '../toolkit/javascript.ts';

/** The inputs of a component, stored beside it as `NAME.wasm.inputs.json`. */
interface Stamp {
  /** Hash of the builder: another one causes a new build. */
  readonly builder: string;
  readonly world: string;
  /** Path, relative to the component's folder, to content hash; the component itself is one of them. */
  readonly files: Readonly<Record<string, string>>;
  /** All files that a build could read, relative and sorted: a new or removed one causes a new build. */
  readonly paths?: readonly string[];
  /** Other files in their folders, such as bindings, which do not count as new inputs. */
  readonly besides?: readonly string[];
}

/** The version of the builder's own part, beside the toolkit and the prelude. */
const REVISION = '6';

let builder: Promise<string> | undefined;
/** Of this host's builder of JavaScript. */
export const builderHash = (): Promise<string> => (builder ??= hashBuilder());

async function hashBuilder(): Promise<string> {
  const prelude = await filesBelow(asset('build/typescript/prelude'));
  return sha256(REVISION, BUILDER_HASH, ...(await Promise.all(prelude.map((path) => readFile(path)))));
}

const stampOf = (component: string): string => `${component}.inputs.json`;

/**
 * The world of a component that, like its inputs, is unchanged since its build; else undefined.
 * @param builder identifies the builder; by default this host's builder of JavaScript
 * @param readable all existing files that a build could read
 */
export async function isFresh(
  component: string,
  builder?: string,
  readable: readonly string[] = [],
): Promise<string | undefined> {
  try {
    const stamp = JSON.parse(await readFile(stampOf(component), 'utf8')) as Stamp;
    const entries = Object.entries(stamp.files);
    const same = await Promise.all(
      entries.map(([path, hash]) => matches(resolve(dirname(component), path), hash)),
    );
    const isSame = stamp.builder === (builder ?? (await builderHash())) && same.every(Boolean);
    return isSame && isDeepStrictEqual(stamp.paths, pathsOf(component, readable)) ? stamp.world : undefined;
  } catch {
    return undefined;
  }
}

/** Whether files that a build could read came or went since a component was built. */
export async function haveOthers(component: string, readable: readonly string[]): Promise<boolean> {
  const text = await readFile(stampOf(component), 'utf8').catch(() => '{}');
  const { paths } = JSON.parse(text) as Partial<Stamp>;
  return paths !== undefined && !isDeepStrictEqual(paths, pathsOf(component, readable));
}

const pathsOf = (component: string, paths: readonly string[]): string[] =>
  paths.map((path) => relative(dirname(component), path)).sort();

/** The other files in the folders of these. */
async function besides(paths: readonly string[]): Promise<string[]> {
  const found = [...new Set(paths.map(dirname))].map(async (folder) => {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name));
  });
  return (await Promise.all(found)).flat().filter((path) => !paths.includes(path));
}

/** The folder that a component was built from: that of its package.json. */
export async function folderOf(component: string): Promise<string | undefined> {
  try {
    const { files } = JSON.parse(await readFile(stampOf(component), 'utf8')) as Stamp;
    const manifest = Object.keys(files).find((path) => basename(path) === 'package.json');
    return manifest === undefined ? undefined : dirname(resolve(dirname(component), manifest));
  } catch {
    return undefined;
  }
}

/**
 * @param inputs the files that it was built from
 * @param readable all existing files that a build could read; by default only the inputs
 */
export async function stamp(
  component: string,
  world: string,
  inputs: readonly string[],
  builder?: string,
  readable: readonly string[] = inputs,
): Promise<void> {
  const files = [...new Set([component, ...inputs])];
  const hashed = files.map(async (path) => [relative(dirname(component), path), await hashOf(path)] as const);
  const text: Stamp = {
    builder: builder ?? (await builderHash()),
    world,
    files: Object.fromEntries(await Promise.all(hashed)),
    paths: pathsOf(component, readable),
    besides: pathsOf(component, await besides(readable)),
  };
  await writeWhole(stampOf(component), JSON.stringify(text));
}

const hashOf = async (path: string): Promise<string> => sha256(await readFile(path));
const matches = async (path: string, hash: string): Promise<boolean> => (await hashOf(path)) === hash;
