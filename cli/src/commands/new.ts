import { relative, resolve } from 'node:path';
import { newComponent } from '../../../host/src/create/new-component.ts';
import { newPackage } from '../../../host/src/create/new-package.ts';
import { LANGUAGES } from '../../../host/src/create/languages.ts';
import type { NewLanguage, NewResult, WorldChoice } from '../../../host/src/protocol.ts';
import { problemText } from '../output/failure.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio new component [OPTIONS] FOLDER
       wit-studio new package NS:NAME[@VERSION] [FOLDER]

Creates a component, or a WIT package, in a new or empty folder.
  --language LANGUAGE  ${Object.keys(LANGUAGES).join(', ')} (default: the first)
  --function FUNCTION  the exported function (default: 'greet: func(name: string) -> string')
  --world WORLD        a WASI world (wasi:http/proxy, wasi:cli/command), or one of the package in --wit
  --wit FOLDER         the WIT package with the world to implement
  --name NAME          the component's name (default: that of the folder)
`;

const options = {
  language: { type: 'string', default: 'typescript' },
  function: { type: 'string' },
  world: { type: 'string' },
  wit: { type: 'string' },
  name: { type: 'string' },
} as const;

export async function newCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, options, USAGE);
  const [kind, ...rest] = positionals;
  if (kind === 'package') return createPackage(rest);
  if (kind !== 'component') throw new Usage(suggestedCommand(kind), USAGE);
  const [folder, ...others] = rest;
  if (folder === undefined) throw new Usage('a folder is required', USAGE);
  if (others.length > 0)
    throw new Usage(`only one folder is allowed, unexpected argument ${others[0]}`, USAGE);
  const { language, name } = values;
  if (!isLanguage(language)) throw new Usage(`--language ${language} is not supported`, USAGE);
  const world = worldOf(values);
  return report(await newComponent({ folder, language, world, ...(name !== undefined && { name }) }));
}

/** @param word the argument in place of `component` or `package`, usually a name */
function suggestedCommand(word: string | undefined): string {
  const component = `wit-studio new component ${word ?? 'FOLDER'}`;
  const aPackage = `wit-studio new package ${word ?? 'NS:NAME'}`;
  if (word === undefined) return `component or package is required: ${component} or ${aPackage}`;
  return word.includes(':') ? `did you mean ${aPackage}?` : `did you mean ${component}?`;
}

async function createPackage([name, folder, ...others]: readonly string[]): Promise<number> {
  if (name === undefined) throw new Usage('a package name is required', USAGE);
  if (others.length > 0)
    throw new Usage(`only one folder is allowed, unexpected argument ${others[0]}`, USAGE);
  return report(await newPackage({ name, folder: folder ?? 'wit' }));
}

const isLanguage = (text: string): text is NewLanguage => Object.hasOwn(LANGUAGES, text);

interface Values {
  readonly function?: string;
  readonly world?: string;
  readonly wit?: string;
}

function worldOf({ function: fn, world, wit }: Values): WorldChoice {
  if (fn !== undefined && (world ?? wit) !== undefined)
    throw new Usage('--function creates a new world and excludes --world and --wit', USAGE);
  if (wit !== undefined)
    return { kind: 'package', wit: resolve(wit), ...(world !== undefined && { name: world }) };
  if (world !== undefined) return { kind: 'wasi', name: world };
  return { kind: 'function', function: fn ?? 'greet: func(name: string) -> string' };
}

function report({ folder, files, next, missing }: NewResult): number {
  const path = relative(process.cwd(), folder) || '.';
  const shown = files.filter((file) => !file.includes('/deps/'));
  process.stdout.write(`Created ${path}: ${shown.join(', ')}\n`);
  const enter = path === '.' ? [] : [`cd ${path}`];
  process.stdout.write(`Next:\n${[...enter, ...next].map((line) => `  ${line}\n`).join('')}`);
  if (missing) process.stderr.write(problemText(missing, 'warning'));
  return 0;
}
