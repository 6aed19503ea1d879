import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { compilerMissing, wasiCompiler } from '../build/c/compiler.ts';
import type { Tool } from '../build/external/find-tool.ts';
import { goMissing, goTool } from '../build/go/go.ts';
import { componentizePy, pythonMissing } from '../build/python/tool.ts';
import { problemOf } from '../base/problem.ts';
import type { Problem } from '../protocol.ts';

const TARGET = 'wasm32-wasip2';

/** The missing prerequisite of building Rust: cargo, or the standard library for components. */
export async function missingForRust(): Promise<Problem | undefined> {
  if ((await output('cargo', '--version')) === undefined) {
    return {
      code: 'rust-missing',
      message: 'building the component needs cargo, which is not on the path',
      help: `Install Rust (https://rustup.rs) and run \`rustup target add ${TARGET}\`.`,
    };
  }
  const library = await output('rustc', '--print', 'target-libdir', '--target', TARGET);
  if (library !== undefined && existsSync(library.trim())) return undefined;
  return {
    code: 'rust-missing',
    message: `Rust has no standard library for ${TARGET} yet`,
    help: `Run \`rustup target add ${TARGET}\`.`,
  };
}

/** @param tool rejects where it fails */
const missing = (tool: Promise<Tool | undefined>, problem: Problem): Promise<Problem | undefined> =>
  tool.then((found) => (found ? undefined : problem), problemOf);

export function missingForGo(folder: string): Promise<Problem | undefined> {
  return missing(goTool(), goMissing(folder));
}

export function missingForC(folder: string): Promise<Problem | undefined> {
  return missing(wasiCompiler(folder), compilerMissing(folder));
}

/** The missing prerequisite of building Python. A new folder has no virtual environment; the one above may. */
export function missingForPython(folder: string): Promise<Problem | undefined> {
  return missing(componentizePy(folder), pythonMissing(folder));
}

/** Undefined where there is no such command, and where it fails. */
async function output(command: string, ...args: readonly string[]): Promise<string | undefined> {
  return promisify(execFile)(command, args).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
