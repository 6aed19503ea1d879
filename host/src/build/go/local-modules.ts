import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { outsideInputs } from '../external/inputs.ts';

/** A path that is no module but a folder: `./x`, `../x`, `/x`, `C:\x`; quoted or not. */
const LOCAL = String.raw`["\`]?(?<path>(?:\.{1,2}(?:[/\\]|(?=\s|$))|/|[A-Za-z]:[/\\])[^\s"\`]*)["\`]?`;
/** `replace example.com/log => ../log`, alone or in a block (Go Modules Reference, "replace directive"). */
const REPLACED = new RegExp(`(?<before>=>\\s*)${LOCAL}`, 'gm');
/** `use ../log`, alone or in a block: no other line of a go.work starts with a path. */
const USED = new RegExp(`(?<before>^\\s*(?:use\\s+)?)${LOCAL}`, 'gm');

/** The folders of modules on this machine that the go.mod of a folder names in place of published ones. */
export async function replacedModules(folder: string): Promise<string[]> {
  return placesIn(join(folder, 'go.mod'), REPLACED);
}

/** The workspace that go finds for a folder: the nearest go.work from the folder up, unless GOWORK names another or none. */
export function workspaceOf(folder: string): string | undefined {
  const named = process.env['GOWORK'];
  if (named === 'off') return undefined;
  if (named) return named;
  const path = join(folder, 'go.work');
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : workspaceOf(dirname(folder));
}

/** The folders of the modules of a workspace. */
export const usedModules = (workspace: string): Promise<string[]> => placesIn(workspace, USED);

/** The text of a go.work with absolute paths, for a file in another folder. */
export function withAbsolutePaths(text: string, folder: string): string {
  const absolute = (...match: unknown[]): string => {
    const { before, path } = match.at(-1) as Record<'before' | 'path', string>;
    return `${before}${JSON.stringify(resolve(folder, path))}`;
  };
  return text.replaceAll(REPLACED, absolute).replaceAll(USED, absolute);
}

/** The files outside of a folder that go reads besides published modules, which never change. */
export async function outsideFiles(folder: string): Promise<string[]> {
  const workspace = workspaceOf(folder);
  const places = [
    ...(await replacedModules(folder)),
    ...(workspace ? [...(await usedModules(workspace)), ...(await placesIn(workspace, REPLACED))] : []),
  ];
  const others = [...new Set(places)].filter((place) => place !== folder && existsSync(place));
  const files = await Promise.all(others.map(outsideInputs));
  const settings = workspace ? [workspace, `${workspace}.sum`].filter((path) => existsSync(path)) : [];
  return [...new Set([...settings, ...files.flat()])];
}

async function placesIn(file: string, pattern: RegExp): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const code = text.replaceAll(/\/\/.*$/gm, '');
  return [...code.matchAll(pattern)].map(({ groups }) => resolve(dirname(file), groups?.['path'] ?? ''));
}
