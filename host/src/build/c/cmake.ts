import { readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { CMAKE_LISTS } from '../../../../server/src/base/c-sources.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { Finding } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import type { BuildSettings } from '../external/settings.ts';
import { placedErrors } from '../external/placed-errors.ts';
import { runCompiler } from '../external/run-compiler.ts';
import type { WasiCompiler } from './compiler.ts';
import { undefinedFunctions } from './undefined.ts';

interface CMakeBuild {
  readonly compiler: WasiCompiler;
  readonly flags: readonly string[];
  /** Sources and objects of the bindings. */
  readonly linked: readonly string[];
  readonly settings: BuildSettings;
}

/**
 * Builds the executable of a CMake project. Compiler and flags come by a toolchain file, the bindings by a file that
 * every `project()` includes, so that the project's own files name neither.
 *
 * @returns the core module, and the warnings of the compiler
 * @throws HostError `c-build`
 */
export async function buildByCMake(
  { compiler, flags, linked, settings }: CMakeBuild,
  context: BuildContext,
): Promise<{ readonly module: string; readonly findings: readonly Finding[] }> {
  const { folder } = settings;
  const place = join(folder, 'dist', context.debug ? 'cmake-debug' : 'cmake');
  const out = join(place, 'out');
  await rm(out, { recursive: true, force: true });
  makeFolder(out);
  const toolchain = join(place, 'toolchain.cmake');
  const include = join(place, 'bindings.cmake');
  await writeFile(
    toolchain,
    toolchainOf(
      compiler,
      flags.map((flag) => absolute(flag, folder)),
    ),
  );
  await writeFile(include, bindingsFile(linked));
  const definitions = {
    CMAKE_TOOLCHAIN_FILE: toolchain,
    CMAKE_PROJECT_INCLUDE: include,
    CMAKE_RUNTIME_OUTPUT_DIRECTORY: out,
  };
  const defined = Object.entries(definitions).map(([name, value]) => `-D${name}=${inCMake(value)}`);
  const run = { command: 'cmake', folder, code: 'c-build', help: HELP } as const;
  const failure = () => `cmake could not build ${folder}`;
  const build = join(place, 'build');
  await runCMake({ ...run, args: ['-S', folder, '-B', build, ...defined], failure }, context);
  const findings = await runCMake({ ...run, args: ['--build', build], failure }, context);
  return { module: await moduleIn(out, settings), findings };
}

const HELP =
  'See the output of cmake for the whole message. The header in bindings/ declares what the world needs.';

const read = (lines: readonly string[], folder: string): Finding[] => [
  ...cmakeErrors(lines, folder),
  ...undefinedFunctions(lines, folder),
  ...placedErrors(lines, folder, 'c-build'),
];

/** cmake says the place in a line of its own, and the message below it. */
const runCMake = (run: Parameters<typeof runCompiler>[0], context: BuildContext) =>
  runCompiler({ ...run, read }, context).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? cmakeMissing(run.folder) : error;
  });

const cmakeMissing = (folder: string): HostError =>
  new HostError({
    code: 'c-missing',
    message: `building ${folder} needs cmake, which is not on the path: the folder has a ${CMAKE_LISTS}`,
    help: 'Install it: `pip install cmake`, `apt install cmake`, `brew install cmake` or `winget install Kitware.CMake`.',
  });

const PLACE = /^CMake (Error|Warning)(?: \(dev\))? at (.+?):(\d+)(?: \(.*\))?:$/;

/** The findings in cmake's own messages about the files of the project. */
export function cmakeErrors(lines: readonly string[], folder: string): Finding[] {
  return lines.flatMap((line, index): Finding[] => {
    const [, kind, path, row] = PLACE.exec(line) ?? [];
    if (path === undefined) return [];
    const end = lines.findIndex((other, at) => at > index && other !== '' && !other.startsWith('  '));
    const words = lines.slice(index + 1, end < 0 ? undefined : end).map((one) => one.trim());
    const start = { line: Number(row) - 1, character: 0 };
    const at = { file: resolve(folder, path), start, end: { line: start.line + 1, character: 0 } };
    const severity = kind === 'Error' ? 'error' : 'warning';
    return [{ code: 'c-build', severity, message: words.filter((one) => one !== '').join(' '), at }];
  });
}

function toolchainOf({ command, c, cpp }: WasiCompiler, flags: readonly string[]): string {
  const list = (words: readonly string[]) => words.map((word) => `"${inCMake(word)}"`).join(' ');
  return `set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_C_COMPILER ${list([command, ...c])})
set(CMAKE_CXX_COMPILER ${list([command, ...cpp])})
set(CMAKE_C_FLAGS_INIT "${flags.join(' ')}")
set(CMAKE_CXX_FLAGS_INIT "${flags.join(' ')}")
`;
}

/** Included behind `project()`, which sets the suffix of a system without a name. */
const SUFFIX = 'set(CMAKE_EXECUTABLE_SUFFIX .wasm)\n';

/** wit-bindgen generates C, also in a C++ project. */
function bindingsFile(linked: readonly string[]): string {
  if (linked.length === 0) return SUFFIX;
  const of = (extension: string) => linked.filter((path) => extname(path) === extension).map(inCMake);
  // As a library the object would be linked once more with each library that the executable links.
  const objects = of('.o').map((path) => `\\"${path}\\"`);
  return `${SUFFIX}if(NOT TARGET wit_bindings)
  enable_language(C)
  add_library(wit_bindings OBJECT ${of('.c')
    .map((path) => `"${path}"`)
    .join(' ')})
  link_libraries(wit_bindings)
  string(APPEND CMAKE_EXE_LINKER_FLAGS " ${objects.join(' ')}")
endif()
`;
}

const inCMake = (path: string): string => path.replaceAll('\\', '/');
const absolute = (flag: string, folder: string): string =>
  flag.startsWith('-I') ? `-I${inCMake(resolve(folder, flag.slice(2)))}` : flag;

/** The only executable, or that of the component's name. */
async function moduleIn(out: string, { folder, name }: BuildSettings): Promise<string> {
  const modules = (await readdir(out)).filter((one) => one.endsWith('.wasm'));
  const found = modules.length === 1 ? modules[0] : modules.find((one) => one === `${name}.wasm`);
  if (found !== undefined) return join(out, found);
  const all = modules.length === 0 ? 'no executable' : `several executables: ${modules.join(', ')}`;
  throw new HostError({
    code: 'c-build',
    message: `the ${CMAKE_LISTS} of ${folder} makes ${all}`,
    help: `A component is one target of add_executable. If there are several, it is the one called ${name}; "name" in wit-studio.toml sets it.`,
  });
}
