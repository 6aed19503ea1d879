import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { run } from '../../run/run.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { folderWith, type Folder } from './folder.ts';

export const big = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);

/** The files beside the plan, by their paths. */
export const contents = {
  'config/app.toml': 'name = "x"\n',
  'data/a.txt': 'first\nsecond\n',
  'data/big.bin': big,
  'data/sub/deep.txt': 'deep',
};

/** Entries of `files` in the plan. */
export const entries = '"/etc/app.toml" = "config/app.toml"\n"/data" = "data"';

export const planOf = (files: string) =>
  `[instances.app]\ncomponent = "app.wasm"\n[instances.app.files]\n${files}\n`;

/** A program that makes the calls of its arguments (test-fixtures/programs), and a plan with files for it. */
export async function program(name: string, files = entries): Promise<Folder> {
  const component = await readFile(`test-fixtures/programs/${name}/${name}.wasm`);
  const folder = await folderWith({ 'app.wasm': component, 'composition.toml': planOf(files), ...contents });
  await mkdir(join(folder.path, 'data/none'));
  return folder;
}

/** Runs a composed program with arguments. @returns the lines that it prints */
export async function here(component: string, args: readonly string[]): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  const output = (stream: string, bytes: Uint8Array) => void (stream === 'stdout' && chunks.push(bytes));
  const context = { signal: new AbortController().signal, storage, output };
  const { exitCode } = await run({ component, grants: { args: ['app', ...args] } }, context);
  assert.equal(exitCode, 0);
  return linesOf(Buffer.concat(chunks));
}

/** The same under wasmtime. @param options of `wasmtime run` */
export function inWasmtime(
  component: string,
  args: readonly string[],
  options: readonly string[] = [],
): string[] {
  const { stdout, status, stderr } = spawnSync(wasmtime.path, ['run', ...options, component, ...args]);
  assert.equal(status, 0, String(stderr));
  return linesOf(stdout);
}

const linesOf = (output: Uint8Array): string[] => Buffer.from(output).toString().trimEnd().split('\n');
