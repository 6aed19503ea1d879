import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWasmTools } from '../jco.ts';
import { loadProgram, type Program } from '../instantiate.ts';
import { compile } from '../modules.ts';
import { sha256 } from '../../base/files.ts';
import { functionsOf, scriptOf, transpile } from '../transpile.ts';
import { invoke } from '../../guest/thread/invoke.ts';
import { readCall } from '../../wave/call.ts';
import type { ExportedFunction } from '../../wave/exported.ts';

export const storage = join(tmpdir(), 'wit-studio-tests');

/** Assembles a component from its text; gives the path of the binary. */
export async function assemble(wat: string): Promise<string> {
  const path = join(tmpdir(), `wit-studio-${sha256(wat).slice(0, 16)}.wasm`);
  await writeFile(path, await assembleBytes(wat));
  return path;
}

export async function assembleBytes(wat: string): Promise<Uint8Array> {
  const { parse } = await loadWasmTools();
  return parse(wat);
}

export const readWat = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');

/** The functions that a component exports. */
export const functionsIn = async (path: string): Promise<readonly ExportedFunction[]> =>
  functionsOf(await transpile(path, storage));

/** A program that can be instantiated, with or without the fast path. */
export async function programOf(path: string, fast = true): Promise<Program> {
  const transpiled = await transpile(path, storage);
  return loadProgram(scriptOf(transpiled), await compile(transpiled), fast);
}

/** Calls an export of a component, given as text, in a new instance. @returns the result in WAVE */
export async function callOf(wat: string, call: string): Promise<string> {
  const path = await assemble(wat);
  const instance = await (await programOf(path))({});
  return invoke(instance, readCall(call, await functionsIn(path)));
}
