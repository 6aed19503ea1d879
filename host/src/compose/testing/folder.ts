import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { HostError } from '../../base/problem.ts';
import type { ComposeParams, ComposeResult, Problem } from '../../protocol.ts';
import { compose, type ComposeContext } from '../compose.ts';

/** A folder of plans and components, removed when its scope ends. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
  /** @param params paths relative to the folder */
  compose(params: ComposeParams, context?: Partial<ComposeContext>): Promise<ComposeResult>;
  /** @returns the problem, and the text of the plan that it points at */
  problemOf(params: ComposeParams): Promise<Problem & { where: string | undefined }>;
}

/** @param files contents by path; the text of a `.wasm` is WAT, which is assembled */
export async function folderWith(files: Record<string, string | Uint8Array>): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'compose-'));
  for (const [name, contents] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    const assembled = name.endsWith('.wasm') && typeof contents === 'string';
    await writeFile(join(path, name), assembled ? await parse(contents) : contents);
  }
  const run = (params: ComposeParams, context?: Partial<ComposeContext>) =>
    compose(absolute(path, params), { build: noBuild, signal: new AbortController().signal, ...context });
  return {
    path,
    compose: run,
    problemOf: async (params) => pointing(await problemOf(run(params)), files, path),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}

const noBuild = (folder: string): Promise<string> =>
  Promise.reject(new Error(`unexpected build of ${folder}`));

function absolute(folder: string, params: ComposeParams): ComposeParams {
  const out = { ...params, ...(params.out !== undefined && { out: join(folder, params.out) }) };
  if ('parts' in params) {
    const writePlan = params.writePlan === undefined ? {} : { writePlan: join(folder, params.writePlan) };
    return { ...out, parts: params.parts.map((part) => join(folder, part)), ...writePlan };
  }
  if ('plan' in params) {
    const root = params.root === undefined ? {} : { root: join(folder, params.root) };
    return { ...out, plan: join(folder, params.plan), ...root };
  }
  return {
    ...out,
    socket: join(folder, params.socket),
    plugs: params.plugs.map((plug) => join(folder, plug)),
  };
}

async function problemOf(composing: Promise<unknown>): Promise<Problem> {
  try {
    await composing;
  } catch (error) {
    if (error instanceof HostError) return error.problem;
    throw error;
  }
  throw new Error('it composed, where a problem was expected');
}

function pointing(problem: Problem, files: Record<string, string | Uint8Array>, folder: string) {
  const { at } = problem;
  const text = at && String(files[at.file.slice(folder.length + 1)]);
  const where = text?.split('\n')[at!.start.line]?.slice(at!.start.character, at!.end.character);
  return { ...problem, where };
}
