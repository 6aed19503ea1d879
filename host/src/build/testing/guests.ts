import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compose } from '../../compose/compose.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { run } from '../../run/run.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { buildTypeScript } from '../typescript/typescript.ts';

export type Files = Readonly<Record<string, string>>;

/** The outcome of a call: a value or a problem, and the output meanwhile. */
export interface Called {
  readonly value?: string;
  readonly problem?: Problem;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of a component for one world of `wit`. */
export const part = (world: string, wit: string, script: string): Files => ({
  'package.json': JSON.stringify({ name: world, component: { world } }),
  'wit/a.wit': wit,
  'src/index.ts': script,
});

/** Components of TypeScript in a folder of their own, which goes with it. */
export interface Guests extends AsyncDisposable {
  readonly folder: string;
  /** Writes a folder with a package.json; files may name their own. */
  write(files: Files): Promise<string>;
  build(files: Files): Promise<string>;
  buildFolder(folder: string): Promise<string>;
  /** The problem that a build ends with. */
  problemOf(files: Files): Promise<Problem>;
  /** Builds each folder, and composes them by a plan of instances. */
  compose(parts: Readonly<Record<string, Files>>): Promise<string>;
  call(component: string, invoke: string): Promise<Called>;
}

const { signal } = new AbortController();
const context = { signal, progress: () => {}, log: () => {} };

export async function guests(): Promise<Guests> {
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-js-'));
  let count = 0;
  const write = (files: Files) => writeFolder(join(folder, `c${count++}`), files);
  const buildFolder = async (path: string) => (await buildTypeScript(path, context)).component;
  const build = async (files: Files) => buildFolder(await write(files));
  return {
    folder,
    write,
    build,
    buildFolder,
    problemOf: (files) => refused(build(files)),
    compose: async (parts) => {
      const lines = Object.keys(parts).map((name) => `${name} = "${name}"`);
      const plan = join(
        await write({ 'composition.toml': `[instances]\n${lines.join('\n')}\n` }),
        'composition.toml',
      );
      for (const [name, files] of Object.entries(parts))
        await writeFolder(join(dirname(plan), name), files, name);
      return (await compose({ plan }, { build: buildFolder, signal })).component;
    },
    call: (component, invoke) => call(component, invoke, join(folder, 'storage')),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function writeFolder(folder: string, files: Files, name = 'c'): Promise<string> {
  for (const [path, text] of Object.entries({ 'package.json': JSON.stringify({ name }), ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

async function refused(building: Promise<unknown>): Promise<Problem> {
  const error = await building.then(
    () => assert.fail('it was built'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HostError, String(error));
  return error.problem;
}

async function call(component: string, invoke: string, storage: string): Promise<Called> {
  const written = { stdout: '', stderr: '' };
  const output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => {
    written[stream] += Buffer.from(bytes).toString();
  };
  try {
    const { value } = await run({ component, grants: {}, invoke }, { signal, storage, output });
    return { ...(value !== undefined && { value }), ...written };
  } catch (error) {
    assert.ok(error instanceof HostError, String(error));
    return { problem: error.problem, ...written };
  }
}

/**
 * The same call in wasmtime: the value that it prints, without the line break. It compiles a component once, which
 * takes as long as a dozen calls.
 *
 * @param options of compilation, the same for every call of a component
 */
export function callInWasmtime(component: string, invoke: string, options: readonly string[] = []) {
  const compiled = `${component}.compiled`;
  if (!existsSync(compiled)) execFileSync(wasmtime.path, ['compile', ...options, '-o', compiled, component]);
  const args = ['run', ...options, '--allow-precompiled', '--invoke', invoke, compiled];
  const { status, stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
  return { status, value: stdout.replace(/\n$/, ''), stderr };
}
