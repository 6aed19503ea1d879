import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { compilerMissing, wasiCompiler } from '../build/c/compiler.ts';
import { goMissing, goTool } from '../build/go/go.ts';
import { componentizePy, pythonMissing } from '../build/python/tool.ts';
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

export async function missingForGo(folder: string): Promise<Problem | undefined> {
  return (await goTool()) ? undefined : goMissing(folder);
}

export async function missingForC(folder: string): Promise<Problem | undefined> {
  return (await wasiCompiler(folder)) ? undefined : compilerMissing(folder);
}

/** The missing prerequisite of building Python. A new folder has no virtual environment; the one above may. */
export async function missingForPython(folder: string): Promise<Problem | undefined> {
  return (await componentizePy(folder)) ? undefined : pythonMissing(folder);
}

/** Undefined where there is no such command, and where it fails. */
async function output(command: string, ...args: readonly string[]): Promise<string | undefined> {
  return promisify(execFile)(command, args).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
