import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../../base/files.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { BuildResult, Finding, Problem } from '../../protocol.ts';
import { GENERATORS_HASH } from '../../toolkit/wit-bindgen.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import { writeBindings, type WrittenBindings } from '../bindings/write-bindings.ts';
import type { BuildContext } from '../context.ts';
import { buildWith } from '../external/build-with.ts';
import { findTool, forPlatform, type Tool } from '../external/find-tool.ts';
import type { BuildLanguage } from '../external/language.ts';
import { makeComponent } from '../external/make-component.ts';
import { runCompiler } from '../external/run-compiler.ts';
import { readSettings, witNeeded, type BuildSettings } from '../external/settings.ts';
import { goErrors } from './errors.ts';
import { outsideFiles } from './local-modules.ts';
import { modulesFor, type Modules } from './module-file.ts';

export const go: BuildLanguage = {
  title: 'Go',
  manifests: ['go.mod'],
  build: buildGo,
  bindings: {
    wit: async (folder) => witNeeded(await readSettings(folder)),
    write: async (folder, context) => writeOwn(await readSettings(folder), context),
  },
};

/**
 * A folder with a go.mod becomes a component by go itself and the bindings of wit-bindgen; without WIT, a program by
 * go alone.
 */
async function buildGo(folder: string, context: BuildContext): Promise<BuildResult> {
  const settings = await readSettings(folder);
  const build = {
    language: 'Go',
    revision: sha256('2', GENERATORS_HASH),
    settings,
    tool: goTool(),
    missing: goMissing(folder),
    isGenerated: (path: string) => isGenerated(path) || path.endsWith('_test.go'),
    outside: await outsideFiles(folder),
    run: (tool: Tool) => compile(tool, settings, context),
  };
  return buildWith(build, context);
}

export const goTool = (): Promise<Tool | undefined> => findTool([['go', 'version']]);

/** Names of the packages that wit-bindgen writes beside the sources, where go finds them. */
const GENERATED = new Set(['wit_bindings.go', 'wit_exports.go', 'empty.s']);
const isGenerated = (path: string): boolean => GENERATED.has(basename(path));

/** The name that the generator has for the module of the folder. */
const GENERATED_MODULE = 'wit_component';

/** A library, in which the package may link to private functions of Go's runtime. */
const FLAGS = ['-buildmode=c-shared', '-ldflags=-checklinkname=0'];

async function compile(
  tool: Tool,
  settings: BuildSettings,
  context: BuildContext,
): Promise<readonly Finding[]> {
  const { folder, out } = settings;
  const core = out.replace(/(\.wasm)?$/, '.core.wasm');
  makeFolder(dirname(core));
  const isLibrary = !(await isProgram(settings));
  const modules = isLibrary ? await libraryModules(tool, settings, context) : { flags: [], env: {} };
  const args = ['build', ...modules.flags, ...(isLibrary ? FLAGS : []), '-o', core, '.'];
  const env = { ...modules.env, GOOS: 'wasip1', GOARCH: 'wasm' };
  const findings = await runCompiler(
    { command: tool.command, args, env, folder, ...saying(folder) },
    context,
  );
  const module = await readFile(core);
  await makeComponent(isLibrary ? await typed(module, settings, context) : module, out, context.signal);
  return findings;
}

/** Whether it is a program: it has no WIT, and the package `main`. */
async function isProgram({ folder, wit }: BuildSettings): Promise<boolean> {
  if (wit !== undefined) return false;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.go'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.some((text) => /^package main\b/m.test(text));
}

/** @throws HostError `no-wit`, `go-build` */
async function libraryModules(tool: Tool, settings: BuildSettings, context: BuildContext): Promise<Modules> {
  const { folder } = settings;
  await checkExports(folder, (await writeOwn(settings, context)).world);
  return modulesFor(tool, folder, context);
}

const typed = (module: Uint8Array, settings: BuildSettings, { signal }: BuildContext): Promise<Uint8Array> =>
  inToolThread('embedWorld', [{ wit: witNeeded(settings), world: settings.world }, module], signal);

/** As packages of the folder's own module. */
async function writeOwn(settings: BuildSettings, { signal }: BuildContext): Promise<WrittenBindings> {
  const { folder, world } = settings;
  const place = { wit: witNeeded(settings), world };
  const module = await moduleOf(folder);
  const rename = (path: string, content: Uint8Array) =>
    path === 'go.mod' ? undefined : renamed(content, module);
  return writeBindings(place, 'go', folder, rename, signal);
}

const renamed = (content: Uint8Array, module: string): Uint8Array =>
  Buffer.from(Buffer.from(content).toString().replaceAll(`"${GENERATED_MODULE}/`, `"${module}/`));

/** `module example.com/greeter` of a go.mod (Go Modules Reference, "module directive"). */
async function moduleOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'go.mod'), 'utf8');
  return /^module\s+["`]?([^\s"`]+)/m.exec(text)?.[1] ?? '';
}

const saying = (folder: string) =>
  ({
    code: 'go-build',
    failure: () => `${folder} could not be compiled`,
    help: 'See the output of go for the whole message.',
    read: goErrors,
  }) as const;

/**
 * Checks that the user has written the packages of the world's exports, under the names that the generator determines.
 * @throws HostError `go-build`
 */
async function checkExports(folder: string, world: string): Promise<void> {
  const module = await moduleOf(folder);
  const exports = await readFile(join(folder, 'wit_exports.go'), 'utf8');
  const packages = [...exports.matchAll(/"([^"]+)\/(export_\w+)"/g)].filter(([, path]) => path === module);
  for (const [, , name = ''] of packages) {
    const files = await readdir(join(folder, name)).catch(() => []);
    if (files.some((file) => file.endsWith('.go') && !isGenerated(file))) continue;
    throw new HostError({
      code: 'go-build',
      message: `the package ${name} has no source, although the world ${world} exports functions of it`,
      help: `Write them into ${join(name, 'main.go')}, with \`package ${name}\` as its first line.`,
    });
  }
}

export const goMissing = (folder: string): Problem => ({
  code: 'go-missing',
  message: `building ${folder} needs go, which is not on the path`,
  help: forPlatform({
    linux: 'Install Go 1.25 or newer (https://go.dev/dl); packages of distributions are often older.',
    darwin: 'Run `brew install go`, or install it from https://go.dev/dl.',
    win32: 'Run `winget install GoLang.Go`, or install it from https://go.dev/dl.',
  }),
});
