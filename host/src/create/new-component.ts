import { basename, join, relative, resolve } from 'node:path';
import { nodeFileSystem } from '../../../server/src/node/file-system.ts';
import { kebabCase } from '../../../server/src/syntax/identifier.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { writeGuestTypes } from '../build/typescript/types/guest-types.ts';
import { readManifest } from '../build/typescript/manifest.ts';
import { readWorld } from '../build/typescript/read-world.ts';
import { HostError } from '../base/problem.ts';
import type { NewComponentParams, NewResult, WorldChoice } from '../protocol.ts';
import { checkEmpty, withNewFiles, writeNew, type NewFiles } from './files.ts';
import { LANGUAGES } from './languages.ts';
import { checkName, witName } from './names.ts';
import { readOutline } from './read-outline.ts';
import { nextCommands, readme } from './readme.ts';
import { findWasiWorld, wasiDependencies } from './wasi.ts';
import type { WorldOutline } from './world-outline.ts';

/**
 * Writes the folder of a new component, which builds, runs and has a test that passes.
 * @throws HostError `folder-not-empty`, `folder-unwritable`, `name-invalid`, `function-invalid`, `world-unknown`, `no-wit`
 */
export async function newComponent(params: NewComponentParams): Promise<NewResult> {
  const folder = resolve(params.folder);
  const name = params.name ?? nameOf(folder);
  checkName('component', name);
  await checkEmpty(folder);
  const language = LANGUAGES[params.language];
  const { wit, outline, own } = readWorldFor(folder, name, params.world);
  const sources = await language.files(name, outline, slashes(relative(folder, wit)), { wit, own });
  const files = { ...own, ...sources, 'README.md': readme(name, outline, language) };
  await writeNew(folder, files);
  if (language.hasTypes) await writeTypes(folder);
  const missing = await language.missing(folder);
  const paths = Object.keys(files);
  return {
    folder,
    files: paths,
    next: nextCommands(name, outline, language),
    open: join(folder, paths.find((path) => language.isEntry(path, name)) ?? 'README.md'),
    ...(missing && { missing }),
  };
}

/**
 * Before anything is written: a world that cannot be read leaves no folder behind.
 * @returns the folder of the WIT, what its world exports, and the WIT files that the component gets
 * @throws HostError `function-invalid`, `world-unknown`, `wit-invalid`, `no-wit`
 */
export function readWorldFor(
  folder: string,
  name: string,
  world: WorldChoice,
): { readonly wit: string; readonly outline: WorldOutline; readonly own: NewFiles } {
  const own = ownWit(name, world);
  if (world.kind === 'package') {
    const wit = resolve(world.wit);
    return { wit, outline: readOutline(nodeFileSystem, wit, world.name), own };
  }
  const wit = join(folder, 'wit');
  try {
    return { wit, outline: readOutline(withNewFiles(folder, own), wit, name), own };
  } catch (error) {
    // The only part that a user wrote.
    if (world.kind === 'function') throw notAFunction(world.function);
    throw error;
  }
}

/** The name of a folder is often not a valid name of WIT. */
function nameOf(folder: string): string {
  const name = basename(folder);
  return kebabCase(name) ?? name;
}

const slashes = (path: string): string => path.replaceAll('\\', '/');

/** The WIT of a component that does not take a package's world. */
function ownWit(name: string, world: WorldChoice): NewFiles {
  if (world.kind === 'package') return {};
  if (world.kind === 'function') {
    const text = world.function.trim().replace(/;$/, '');
    checkFunction(text);
    return { 'wit/world.wit': worldText(name, `export ${text};`) };
  }
  const { id, package: key } = findWasiWorld(world.name);
  return { 'wit/world.wit': worldText(name, `include ${id};`), ...wasiDependencies(key) };
}

function worldText(name: string, line: string): string {
  return `package local:${witName(name)};\n\nworld ${witName(name)} {\n  ${line}\n}\n`;
}

/** @throws HostError `function-invalid` for more or less than one function */
function checkFunction(text: string): void {
  const { ast } = parse('new:', worldText('new', `export ${text};`));
  const [world, ...others] = ast.items;
  const items = world?.kind === 'world' ? world.items : [];
  const [item] = items;
  const isFunction = item?.kind === 'extern' && item.target?.kind === 'function' && items.length === 1;
  if (!isFunction || ast.errors.length > 0 || others.length > 0) throw notAFunction(text);
}

const notAFunction = (text: string): HostError =>
  new HostError({
    code: 'function-invalid',
    message: text === '' ? 'the component has no function' : `${text} is not a function in WIT`,
    help: 'Write a name and a signature of types that WIT has, as in greet: func(name: string) -> string.',
  });

/** The editor reads the sources before the first build. */
async function writeTypes(folder: string): Promise<void> {
  const manifest = await readManifest(folder);
  await writeGuestTypes(manifest.types, await readWorld(manifest));
}
