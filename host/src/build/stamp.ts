import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { asset, filesBelow, sha256, writeWhole } from '../files.ts';
import { BUILDER_HASH } from '../toolkit/javascript.ts';

/** What a component was made from, kept beside it as `NAME.wasm.inputs.json`. */
interface Stamp {
  /** Hash of the builder: another one builds anew. */
  readonly builder: string;
  readonly world: string;
  /** Path, relative to the component's folder, to content hash; the component itself is one of them. */
  readonly files: Readonly<Record<string, string>>;
}

/** Of what the builder does beside the toolkit and the prelude. */
const REVISION = '5';

let builder: Promise<string> | undefined;
const builderHash = (): Promise<string> => (builder ??= hashBuilder());

async function hashBuilder(): Promise<string> {
  const prelude = await filesBelow(asset('build/typescript/prelude'));
  return sha256(REVISION, BUILDER_HASH, ...(await Promise.all(prelude.map((path) => readFile(path)))));
}

const stampOf = (component: string): string => `${component}.inputs.json`;

/**
 * The world of a component whose inputs, and itself, are what they were when it was built; else undefined.
 * @param builder what else it is made by; by default this host's builder of JavaScript
 * @param inputs all there are now, where a file that was added matters too
 */
export async function isFresh(
  component: string,
  builder?: string,
  inputs?: readonly string[],
): Promise<string | undefined> {
  try {
    const { builder: by, world, files } = JSON.parse(await readFile(stampOf(component), 'utf8')) as Stamp;
    const same = await Promise.all(
      Object.entries(files).map(([path, hash]) => matches(resolve(dirname(component), path), hash)),
    );
    const isSame = by === (builder ?? (await builderHash())) && same.every(Boolean);
    return isSame && hasNoOther(component, files, inputs) ? world : undefined;
  } catch {
    return undefined;
  }
}

const hasNoOther = (component: string, files: Stamp['files'], inputs: readonly string[] = []): boolean =>
  inputs.every((path) => Object.hasOwn(files, relative(dirname(component), path)));

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

export async function stamp(
  component: string,
  world: string,
  inputs: readonly string[],
  builder?: string,
): Promise<void> {
  const paths = [...new Set([component, ...inputs])];
  const hashed = paths.map(async (path) => [relative(dirname(component), path), await hashOf(path)] as const);
  const files = Object.fromEntries(await Promise.all(hashed));
  const text: Stamp = { builder: builder ?? (await builderHash()), world, files };
  await writeWhole(stampOf(component), JSON.stringify(text));
}

const hashOf = async (path: string): Promise<string> => sha256(await readFile(path));
const matches = async (path: string, hash: string): Promise<boolean> => (await hashOf(path)) === hash;
