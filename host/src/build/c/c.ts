import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { namesOf, sha256 } from '../../base/files.ts';
import { CMAKE_LISTS, hasC, isCppSource, isCSource } from '../../../../server/src/base/c-sources.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { BuildResult, Finding } from '../../protocol.ts';
import { GENERATORS_HASH } from '../../toolkit/wit-bindgen.ts';
import { writeBindings, type WrittenBindings } from '../bindings/write-bindings.ts';
import type { BuildContext } from '../context.ts';
import { buildWith } from '../external/build-with.ts';
import { inputsOf } from '../external/inputs.ts';
import type { BuildLanguage } from '../external/language.ts';
import { makeComponent } from '../external/make-component.ts';
import { placedErrors } from '../external/placed-errors.ts';
import { runCompiler } from '../external/run-compiler.ts';
import { readSettings, witNeeded, type BuildSettings } from '../external/settings.ts';
import { buildByCMake } from './cmake.ts';
import { outsideFiles } from './outside-files.ts';
import { undefinedFunctions } from './undefined.ts';
import { compilerMissing, isZig, wasiCompiler, type WasiCompiler } from './compiler.ts';
import { BUILDS_LIBRARY, hasZigLibrary } from './zig-library.ts';

const MAKEFILE = 'Makefile';

export const c: BuildLanguage = {
  title: 'C',
  manifests: [CMAKE_LISTS],
  isFolder: async (folder) => hasC(await namesOf(folder)),
  build: buildC,
  bindings: {
    wit: async (folder) => witNeeded(await readSettings(folder)),
    write: async (folder, context) => writeOwn(await readSettings(folder), context),
  },
};

/**
 * A folder with sources of C or C++ becomes a component: wit-bindgen writes what they include and are linked with
 * to `bindings/`. A CMakeLists.txt or a Makefile in the folder says how, else we compile all sources. Without WIT it is a program with a `main`.
 */
async function buildC(folder: string, context: BuildContext): Promise<BuildResult> {
  const own = await readSettings(folder);
  const settings = context.debug ? { ...own, out: debugOut(own.out) } : own;
  const isGenerated = (path: string): boolean => path === bindingsOf(settings);
  const buildFiles = [CMAKE_LISTS, MAKEFILE].map((name) => join(folder, name));
  return buildWith(
    {
      language: 'C',
      revision: sha256('3', GENERATORS_HASH),
      settings,
      tool: wasiCompiler(folder),
      missing: compilerMissing(folder),
      isGenerated,
      outside: await outsideFiles(folder, await inputsOf(settings, isGenerated), buildFiles),
      run: (tool) => compile(tool, settings, context),
    },
    context,
  );
}

/** Beside the optimized component, which stays as it is. */
const debugOut = (out: string): string => join(dirname(out), 'debug', basename(out));

const bindingsOf = ({ folder }: BuildSettings): string => join(folder, 'bindings');

function writeOwn(settings: BuildSettings, { signal }: BuildContext): Promise<WrittenBindings> {
  const place = { wit: witNeeded(settings), world: settings.world };
  return writeBindings(place, 'c', bindingsOf(settings), undefined, signal);
}

async function compile(
  compiler: WasiCompiler,
  settings: BuildSettings,
  context: BuildContext,
): Promise<readonly Finding[]> {
  const { out } = settings;
  const linked = (await isProgram(settings)) ? [] : await linkedBindings(settings, context);
  const flags = flagsOf(settings, context);
  if (isZig(compiler) && !(await hasZigLibrary())) context.progress(BUILDS_LIBRARY);
  const { module, findings } = await linkModule({ compiler, flags, linked, settings }, context);
  await makeComponent(await readFile(module), out, context.signal);
  return findings;
}

interface Parts {
  readonly compiler: WasiCompiler;
  readonly flags: readonly string[];
  readonly linked: readonly string[];
  readonly settings: BuildSettings;
}

/** Builds with the folder's own build file if there is one. */
async function linkModule(parts: Parts, context: BuildContext) {
  const { settings } = parts;
  const { folder, out } = settings;
  const has = (file: string) => existsSync(join(folder, file));
  if (has(CMAKE_LISTS)) return buildByCMake(parts, context);
  const module = out.replace(/(\.wasm)?$/, '.core.wasm');
  makeFolder(dirname(module));
  const run = has(MAKEFILE) ? byMake(parts, module, context) : await byUs(parts, module);
  const findings = await runCompiler({ ...run, folder, ...saying(folder) }, context);
  if (!existsSync(module)) throw nothingMade(module);
  return { module, findings };
}

/** Whether it is a program: it has no WIT, and a `main`. */
async function isProgram(settings: BuildSettings): Promise<boolean> {
  if (settings.wit !== undefined) return false;
  const texts = await Promise.all((await sourcesOf(settings)).map((path) => readFile(path, 'utf8')));
  return texts.some((text) => /\bmain\s*\(/.test(text));
}

/** @throws HostError `no-wit` */
async function linkedBindings(settings: BuildSettings, context: BuildContext): Promise<readonly string[]> {
  const { files } = await writeOwn(settings, context);
  return files.filter((path) => ['.c', '.o'].includes(extname(path)));
}

async function sourcesOf(settings: BuildSettings): Promise<readonly string[]> {
  const all = await inputsOf(settings, (path) => path === bindingsOf(settings));
  return all.filter((path) => isCSource(path) && !isTest(relative(settings.folder, path)));
}

const saying = (folder: string) =>
  ({
    code: 'c-build',
    failure: () => `${folder} could not be compiled`,
    help: 'See the output of the compiler for the whole message. The header in bindings/ declares what the world needs.',
    read: (lines: readonly string[]) => [
      ...undefinedFunctions(lines, folder),
      ...placedErrors(lines, folder, 'c-build'),
    ],
  }) as const;

const OPTIMIZED = ['-Os'];
/** zig checks code that is not optimized for undefined behaviour, and ends it with traps that others do not have. */
const DEBUGGED = ['-g', '-O0', '-fno-sanitize=undefined'];

/** A library's functions are called, and it has no `main`. */
function flagsOf({ wit }: BuildSettings, { debug = false }: BuildContext): readonly string[] {
  const level = debug ? DEBUGGED : OPTIMIZED;
  return wit === undefined ? level : ['-mexec-model=reactor', ...level, '-Ibindings'];
}

async function byUs({ compiler, flags, linked, settings }: Parts, module: string) {
  const { folder } = settings;
  const sources = (await sourcesOf(settings)).map((path) => relative(folder, path));
  const isCpp = sources.some(isCppSource);
  const before = isCpp ? compiler.cpp : compiler.c;
  const objects = linked.map((path) => relative(folder, path));
  // wit-bindgen generates C, also for C++ sources.
  const input = isCpp
    ? [
        ...sources,
        '-x',
        'c',
        ...objects.filter((path) => path.endsWith('.c')),
        '-x',
        'none',
        ...objects.filter((path) => path.endsWith('.o')),
      ]
    : [...sources, ...objects];
  const args = [...before, ...flags, ...input, '-o', relative(folder, module)];
  return { command: compiler.command, args };
}

const isTest = (path: string): boolean => path.split(sep).some((name) => name === 'test' || name === 'tests');

/** The variables that a Makefile gets; they override its own. */
function byMake(
  { compiler, flags, linked, settings }: Parts,
  module: string,
  { debug = false }: BuildContext,
) {
  const { folder, out } = settings;
  const command = (args: readonly string[]) => [compiler.command, ...args, ...flags].join(' ');
  const variables = {
    CC: command(compiler.c),
    CXX: command(compiler.cpp),
    BINDINGS: linked.map((path) => relative(folder, path)).join(' '),
    OUT: relative(folder, module),
  };
  const values = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  // make does not compare flags: objects of a build to debug would be linked into the other one.
  const isMixed = debug || existsSync(debugOut(out));
  return { command: 'make', args: [...(isMixed ? ['--always-make'] : []), ...values] };
}

const nothingMade = (module: string): HostError =>
  new HostError({
    code: 'c-build',
    message: `the Makefile did not write ${module}`,
    help: 'Its first target has to link the objects and $(BINDINGS) by $(CC) to $(OUT).',
  });
