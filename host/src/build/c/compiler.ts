import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Problem } from '../../protocol.ts';
import {
  findTool,
  firstFound,
  forPlatform,
  inVirtualEnvironments,
  type Candidate,
  type Tool,
} from '../external/find-tool.ts';

/** A compiler of C and C++ with a C library for WASI. */
export interface WasiCompiler extends Tool {
  /** The arguments of its command to compile C and C++. */
  readonly c: readonly string[];
  readonly cpp: readonly string[];
}

/** Where the archives of wasi-sdk are unpacked when nothing names another place. */
const WASI_SDK = '/opt/wasi-sdk';
const CLANG_TARGET = '--target=wasm32-wasip1';
const ZIG_TARGET = ['-target', 'wasm32-wasi'];
/** zig, other than clang, drops every `assert` of optimized code; a later `-DNDEBUG` of the user still does. */
const ZIG_ASSERTS = '-UNDEBUG';
/** The libraries of C++ for WASI have no exceptions: a `throw` is a mistake at its line, and no missing symbol. */
const NO_EXCEPTIONS = '-fno-exceptions';
/** C++ by clang. */
const CLANG_CPP = ['--driver-mode=g++', CLANG_TARGET, NO_EXCEPTIONS];

/** wasi-sdk where it is named, else zig, which brings its library, else a clang that finds wasi-libc. */
export const wasiCompiler = (folder: string): Promise<WasiCompiler | undefined> =>
  firstFound([wasiSdk, () => zig(folder), clang]);

async function wasiSdk(): Promise<WasiCompiler | undefined> {
  const sdk = process.env['WASI_SDK_PATH'] ?? WASI_SDK;
  if (!existsSync(sdk)) return undefined;
  const tool = await findTool([[join(sdk, 'bin', 'clang'), '--version']]);
  return tool && { ...tool, c: [CLANG_TARGET], cpp: CLANG_CPP };
}

async function zig(folder: string): Promise<WasiCompiler | undefined> {
  const pythons = [...inVirtualEnvironments(folder, 'python'), 'python3', 'python'];
  const modules = pythons.map((python): Candidate => [python, '-m', 'ziglang', 'version']);
  const tool = await findTool([['zig', 'version'], ...modules]);
  if (!tool) return undefined;
  const before = tool.command === 'zig' ? [] : ['-m', 'ziglang'];
  const of = (language: string) => [...before, language, ...ZIG_TARGET, ZIG_ASSERTS];
  return { ...tool, version: `zig ${tool.version}`, c: of('cc'), cpp: [...of('c++'), NO_EXCEPTIONS] };
}

export const isZig = ({ version }: WasiCompiler): boolean => version.startsWith('zig ');

/** A compiler for this machine, for tests. */
export async function nativeCompiler(
  folder: string,
): Promise<Pick<WasiCompiler, 'command' | 'c'> | undefined> {
  const tool = await findTool(['cc', 'gcc', 'clang'].map((name) => [name, '--version']));
  if (tool) return { command: tool.command, c: [] };
  const compiler = await zig(folder);
  if (!compiler) return undefined;
  return { command: compiler.command, c: compiler.c.filter((arg) => !ZIG_TARGET.includes(arg)) };
}

/** A clang alone is no sign of a library: only one that links a program for WASI counts. */
async function clang(): Promise<WasiCompiler | undefined> {
  const tool = await findTool([['clang', '--version']]);
  if (!tool) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-clang-'));
  try {
    const source = join(folder, 'a.c');
    await writeFile(source, '#include <stdlib.h>\nint main(void) { return abs(0); }\n');
    await promisify(execFile)(tool.command, [CLANG_TARGET, source, '-o', join(folder, 'a.wasm')]);
    return { ...tool, c: [CLANG_TARGET], cpp: CLANG_CPP };
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const compilerMissing = (folder: string): Problem => ({
  code: 'c-missing',
  message: `building ${folder} needs a C compiler with a WASI library, and none is found`,
  help: forPlatform({
    linux:
      'In the folder: `python3 -m venv .venv`, then `.venv/bin/pip install ziglang`. Or unpack wasi-sdk (https://github.com/WebAssembly/wasi-sdk) and name it by WASI_SDK_PATH.',
    darwin:
      'Run `brew install zig`. Or unpack wasi-sdk (https://github.com/WebAssembly/wasi-sdk) and name it by WASI_SDK_PATH.',
    win32:
      'Run `winget install zig.zig`. Or unpack wasi-sdk (https://github.com/WebAssembly/wasi-sdk) and name it by WASI_SDK_PATH.',
  }),
});
