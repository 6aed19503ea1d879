import { existsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readComponent } from '../inspect/component-file.ts';
import { sha256 } from '../base/files.ts';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { crypto } from '../node/crypto.ts';
import { wrapperOf } from './core-module.ts';
import { KnownFiles } from './known-files.ts';
import { isFusible } from './fusing/fusible.ts';
import type { Translated } from './generate.ts';
import { pruneMeanwhile, touch } from './prune.ts';
import { supportsMultiMemory } from '../node/flags.ts';
import { GENERATOR_HASH, type Generated } from '../toolkit/bindings.ts';
import { FUSER_HASH } from '../toolkit/fuser.ts';
import { inToolThread } from '../tools/tool-thread.ts';
import { readFunctions, type ExportedFunction, type FunctionTable } from '../wave/exported.ts';

/** A component as core modules and the JavaScript that joins them, on disk. */
export interface Transpiled {
  /** Of the component and the options: the name of its folder in the cache. */
  readonly hash: string;
  readonly folder: string;
  readonly manifest: TranspiledManifest;
}

export interface TranspiledManifest {
  /** Imported interfaces and functions, without versions. */
  readonly imports: readonly string[];
  readonly exports: readonly (readonly [name: string, kind: 'function' | 'instance'])[];
  /** The interfaces that it imports, with versions, and the functions that it uses of them. */
  readonly required: Generated['required'];
  /** Whether a function of it may wait on its stack, which needs JSPI. */
  readonly asynchronous: boolean;
  /** File names of the core modules. */
  readonly modules: readonly string[];
  /** Whether it can be linked without the script, by its outline. */
  readonly hasOutline: boolean;
  /** Of the script: edits of a component's source mostly leave it alone. */
  readonly scriptHash: string;
  /** In bytes, of every file beside the manifest. */
  readonly sizes: Readonly<Record<string, number>>;
}

const [SCRIPT, PACKAGE, FUNCTIONS] = ['component.js', 'package.json', 'functions.json'];
const OUTLINE = 'component.outline';

/** The files of a translated component that its guest reads. */
export const guestFiles = ({ modules, hasOutline }: TranspiledManifest): readonly string[] => [
  SCRIPT,
  PACKAGE,
  ...modules,
  ...(hasOutline ? [OUTLINE] : []),
];

/** The arguments of `linkProgram` for a linkable component. */
export const readOutline = async ({ folder, manifest }: Transpiled): Promise<Uint8Array | undefined> =>
  manifest.hasOutline ? new Uint8Array(await readFile(join(folder, OUTLINE))) : undefined;

/** URL of the ES module that exports `instantiate`. */
export const scriptOf = ({ folder }: Transpiled): string => pathToFileURL(join(folder, SCRIPT)).href;

/** The functions that it exports, in a file of their own: a command needs none of their types. */
export async function functionsOf({ folder }: Transpiled): Promise<ExportedFunction[]> {
  return readFunctions(JSON.parse(await readFile(join(folder, FUNCTIONS), 'utf8')) as FunctionTable);
}

/** The version of the host's changes to the generator's output. */
const REVISION =
  'reserved names, own handles, known handles 2, received values, checked strings, buffers of nothing, return pointers 2, cancelled calls, prompt drops, prompt wakes, byte streams 2, nested ends, file tasks, outline 2, pending calls, sizes, script hash';

export interface TranspileOptions {
  /** Stops it wherever it is. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the Node.js that will run it has several memories a module; by default that of the host. */
  readonly multiMemory?: boolean | undefined;
  /** Whether the instances of a composition may become one core module, which needs several memories; no by default. */
  readonly fuse?: boolean;
}

/**
 * Transpiles a component or a core module, or finds it in the cache by the hash of its bytes.
 * @param storage a folder that survives restarts
 * @throws HostError `component-unreadable`, `not-a-component`, or one of `generate`
 */
export async function transpile(
  path: string,
  storage: string,
  { signal, multiMemory = supportsMultiMemory(), fuse = false }: TranspileOptions = {},
): Promise<Transpiled> {
  const key = [path, storage, multiMemory, fuse].join('\0');
  const found = known.get(key, path);
  if (found && existsSync(found.folder)) {
    touch(found.folder);
    return found;
  }
  return known.make(key, path, () => transpileBytes(path, storage, { signal, multiMemory, fuse }));
}

const known = new KnownFiles<Transpiled>();

async function transpileBytes(
  path: string,
  storage: string,
  { signal, multiMemory, fuse }: { signal: AbortSignal | undefined; multiMemory: boolean; fuse: boolean },
): Promise<Transpiled> {
  const bytes = await readComponent(path);
  const fuses = fuse && multiMemory && isFusible(bytes);
  const options = [String(multiMemory), fuses ? FUSER_HASH : ''];
  const hash = sha256(bytes, GENERATOR_HASH, wrapperOf(bytes), REVISION, ...options).slice(0, 32);
  const folder = join(storage, 'transpiled', hash);
  const cached = existsSync(folder) ? await wholeManifestIn(folder) : undefined;
  if (cached) {
    touch(folder);
    return { hash, folder, manifest: cached };
  }
  await rm(folder, { recursive: true, force: true });
  await write(folder, await inToolThread('generate', [path, bytes, multiMemory, fuses], signal));
  pruneMeanwhile(dirname(folder));
  return { hash, folder, manifest: await manifestIn(folder) };
}

/** None if a file is missing or truncated: after a crash of the system, the last writes may be lost. */
async function wholeManifestIn(folder: string): Promise<TranspiledManifest | undefined> {
  try {
    const manifest = await manifestIn(folder);
    const hasSize = async ([name, size]: [string, number]): Promise<boolean> =>
      (await stat(join(folder, name))).size === size;
    const whole = await Promise.all(Object.entries(manifest.sizes).map(hasSize));
    return whole.every(Boolean) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

export const manifestIn = async (folder: string): Promise<TranspiledManifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as TranspiledManifest;

/** All or nothing: another job may want the same folder at the same time. */
export async function write(
  folder: string,
  { files, exports, types, functions, outline, ...rest }: Translated,
): Promise<void> {
  const draft = `${folder}.${crypto().randomUUID()}`;
  makeFolder(draft);
  const modules = files.map(({ name }) => name).filter((name) => name.endsWith('.wasm'));
  const hasOutline = outline !== undefined;
  const sizes: Record<string, number> = {};
  const add = async (name: string, contents: string | Uint8Array): Promise<void> => {
    sizes[name] = Buffer.byteLength(contents);
    await writeFile(join(draft, name), contents);
  };
  await Promise.all([
    ...files.map(({ name, contents }) => add(name, contents)),
    add(PACKAGE, '{"type":"module"}'),
    add(FUNCTIONS, toJson({ types, functions })),
    ...(outline ? [add(OUTLINE, outline)] : []),
  ]);
  const scriptHash = sha256(files.find(({ name }) => name === SCRIPT)!.contents);
  const entries = exports.map(entryOf);
  const manifest: TranspiledManifest = { ...rest, exports: entries, modules, hasOutline, scriptHash, sizes };
  await writeFile(join(draft, 'manifest.json'), JSON.stringify(manifest));
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

/** JSON writes an array of numbers as an object. */
const toJson = (table: FunctionTable): string =>
  JSON.stringify(table, (_, value: unknown) => (value instanceof Uint32Array ? [...value] : value));

const entryOf = ({ name, isInterface }: Generated['exports'][number]) =>
  [name, isInterface ? 'instance' : 'function'] as const;
