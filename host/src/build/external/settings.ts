import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { HostError } from '../../base/problem.ts';
import type { SourceLocation } from '../../protocol.ts';

export const SETTINGS = 'wit-studio.toml';

/** The settings of a component folder, with defaults filled in; paths are absolute. */
export interface BuildSettings {
  readonly folder: string;
  readonly name: string;
  /** Undefined: the only world of the WIT package. */
  readonly world: string | undefined;
  /** Undefined where there is no WIT folder at the usual places. */
  readonly wit: string | undefined;
  readonly out: string;
  /** A command for the shell of the platform, which writes `out`. */
  readonly command: string | undefined;
  /** The module of Python that implements the world. */
  readonly module: string | undefined;
}

const KEYS = ['build', 'module', 'name', 'out', 'wit', 'world'] as const;
type Key = (typeof KEYS)[number];
type Texts = Readonly<Partial<Record<Key, string>>>;

/**
 * Reads `wit-studio.toml`, which no folder needs; see docs/build-languages.md.
 * @throws HostError `build-settings`
 */
export async function readSettings(folder: string): Promise<BuildSettings> {
  const path = join(folder, SETTINGS);
  const texts = existsSync(path) ? textsOf(path, await readFile(path, 'utf8')) : {};
  const name = texts.name ?? basename(folder);
  return {
    folder,
    name,
    world: texts.world,
    wit: witOf(folder, texts.wit),
    out: resolve(folder, texts.out ?? `dist/${name}.wasm`),
    command: texts.build,
    module: texts.module,
  };
}

function witOf(folder: string, named: string | undefined): string | undefined {
  if (named === undefined)
    return ['wit', '../wit'].map((path) => resolve(folder, path)).find((path) => existsSync(path));
  const path = resolve(folder, named);
  if (existsSync(path)) return path;
  throw refused(join(folder, SETTINGS), `the WIT folder ${named} does not exist`);
}

/**
 * The WIT folder of a component that needs one.
 * @throws HostError `no-wit`
 */
export function witNeeded({ folder, wit }: BuildSettings): string {
  if (wit !== undefined) return wit;
  throw new HostError({
    code: 'no-wit',
    message: `${folder} has no WIT folder: neither wit nor ../wit exists`,
    help: `Name it in ${SETTINGS}: wit = "…". Only a program with a main function, in C or Go, needs none.`,
  });
}

function textsOf(path: string, source: string): Texts {
  const table = tableOf(path, source);
  for (const [key, value] of Object.entries(table)) {
    if (!(KEYS as readonly string[]).includes(key))
      throw refused(path, `unknown setting ${key}; the settings are ${KEYS.join(', ')}`);
    if (typeof value !== 'string') throw refused(path, `${key} is not a string`);
  }
  return table as Texts;
}

function tableOf(path: string, source: string): object {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const place = { line: error.line - 1, character: error.column - 1 };
    const [message = 'it is not valid TOML'] = error.message.split('\n');
    throw refused(path, message, { file: path, start: place, end: place });
  }
}

const refused = (path: string, message: string, at?: SourceLocation): HostError =>
  new HostError({
    code: 'build-settings',
    message: `${path}: ${message}`,
    ...(at && { at }),
    help: 'Correct the file, or remove the line: every setting has a default.',
  });
