import * as vscode from 'vscode';
import type { NewLanguage, WorldChoice, WorldsResult } from '../../../host/src/protocol.ts';
import { mistakeInFunction } from './function-text.ts';
import { missingTemplate } from './function-template.ts';
import type { Questions } from './questions.ts';
import { unversioned } from '../../../server/src/base/ids.ts';
import { freeName } from './free-name.ts';

const languages: readonly (vscode.QuickPickItem & { readonly language: NewLanguage })[] = [
  { label: 'TypeScript', description: 'needs nothing else', language: 'typescript' },
  { label: 'JavaScript', description: 'needs nothing else', language: 'javascript' },
  { label: 'Rust', description: 'needs cargo', language: 'rust' },
  { label: 'Go', description: 'needs go', language: 'go' },
  { label: 'C', description: 'needs zig, wasi-sdk or clang', language: 'c' },
  { label: 'Python', description: 'needs componentize-py', language: 'python' },
];

export async function askLanguage(questions: Questions): Promise<NewLanguage | undefined> {
  return (await questions.pick(languages, 'New component (1 of 3): the language'))?.language;
}

type WorldItem = vscode.QuickPickItem & { readonly world?: WorldChoice };

/** Components of these worlds in plain words: typing “http” has to select the service. */
const purposes: Readonly<Record<string, string>> = {
  'wasi:http/proxy': 'HTTP service',
  'wasi:cli/command': 'Command-line program',
  'wasi:http/service': 'HTTP service',
  'wasi:http/middleware': 'HTTP middleware',
  'wasi:keyvalue/watch-service': 'Watcher of a key-value store',
};
const isOfWasi03 = (id: string): boolean => /@0\.3\./.test(id);

/** A function of its own, a world of the workspace, or one of WASI. */
export async function askWorld(
  questions: Questions,
  language: NewLanguage,
  { worlds, wasi }: WorldsResult,
): Promise<WorldChoice | undefined> {
  const own: WorldItem = {
    label: 'Function',
    description: 'a library that exports one function',
    world: firstFunction(''),
  };
  const title = 'New component (2 of 3): the world';
  const item = await questions.pick(
    [
      own,
      ...section('worlds of this workspace', worlds.map(ofWorkspace)),
      ...section('worlds of WASI', wasiItems(wasi)),
    ],
    title,
    'A world is all that a component exports and imports',
  );
  return item?.world?.kind === 'function' ? askFunction(questions, language) : item?.world;
}

const firstFunction = (text: string): WorldChoice => ({ kind: 'function', function: text });

const ofWorkspace = ({ id, name, folder }: WorldsResult['worlds'][number]): WorldItem => ({
  label: id,
  description: vscode.workspace.asRelativePath(folder),
  world: { kind: 'package', wit: folder, name },
});

/** The two that most components have come first, in the version that every host has; of the others the newest. */
function wasiItems(ids: readonly string[]): WorldItem[] {
  const usual = ['wasi:http/proxy', 'wasi:cli/command'].flatMap(
    (name) => ids.find((id) => id.startsWith(`${name}@0.2.`)) ?? [],
  );
  const seriesOf = (id: string) => /^[^@]*@\d+\.\d+/.exec(id)?.[0] ?? id;
  const newest = ids.filter((id) => ids.find((one) => seriesOf(one) === seriesOf(id)) === id);
  return [...new Set([...usual, ...newest])].map((id) => ({
    label: labelOf(id),
    description: id,
    world: { kind: 'wasi', name: id },
  }));
}

function labelOf(id: string): string {
  const purpose = purposes[unversioned(id)] ?? id;
  return isOfWasi03(id) ? `${purpose} (WASI 0.3)` : purpose;
}

const section = (label: string, items: readonly WorldItem[]): WorldItem[] =>
  items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];

async function askFunction(questions: Questions, language: NewLanguage): Promise<WorldChoice | undefined> {
  const value = 'greet: func(name: string) -> string';
  const text = await questions.write({
    title: 'New component (3 of 4): the function',
    prompt:
      'The function in WIT: its name, parameters and result. Types are string, bool, u32, f64, list<string>, option<u32>, …',
    value,
    valueSelection: [0, value.indexOf(':')],
    mistake: (written) => mistakeInFunction(written) ?? missingTemplate(language, written),
  });
  return text === undefined ? undefined : firstFunction(text);
}

/**
 * Where the new folder goes: into the folder that the command was invoked on, else the only one of the workspace,
 * else one that the user chooses.
 */
export async function askParent(target: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const known = await knownParent(target);
  if (known) return known;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Select the folder in which the new one is created',
    openLabel: 'Create Here',
    canSelectFolders: true,
    canSelectFiles: false,
  });
  return chosen?.[0];
}

async function knownParent(target: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (target && (await isFolder(target))) return target;
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  return others.length === 0 ? only?.uri : undefined;
}

/** Names in the parent that a new folder cannot have; none while the parent is not known. */
export async function takenNames(target: vscode.Uri | undefined): Promise<ReadonlySet<string>> {
  const parent = await knownParent(target);
  if (!parent) return new Set();
  const entries = await vscode.workspace.fs.readDirectory(parent);
  const taken = entries.map(async ([name, type]) =>
    type === vscode.FileType.Directory && (await isEmpty(vscode.Uri.joinPath(parent, name))) ? [] : [name],
  );
  return new Set((await Promise.all(taken)).flat());
}

const isEmpty = async (folder: vscode.Uri): Promise<boolean> =>
  (await vscode.workspace.fs.readDirectory(folder)).length === 0;

const isFolder = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );

interface NameQuestion {
  readonly title: string;
  /** The name that an empty box stands for, with a number where it is taken. */
  readonly usual: string;
  /** Of valid names. */
  readonly pattern: RegExp;
  /** The form of valid names, as the noun of a sentence. */
  readonly form?: string;
  /** Names that exist already. */
  readonly taken?: ReadonlySet<string>;
}

/** @returns undefined when cancelled */
export async function askName(
  questions: Questions,
  {
    title,
    usual,
    pattern,
    form = 'Words of lowercase letters and digits, joined by hyphens',
    taken,
  }: NameQuestion,
): Promise<string | undefined> {
  const free = freeName(usual, taken);
  const named = (text: string): string => text.trim() || free;
  const mistakeIn = (name: string): string | undefined => {
    if (!pattern.test(name)) return `${form}, as in ${usual}.`;
    return taken?.has(name) ? `${name} exists already, and is not an empty folder.` : undefined;
  };
  const text = await questions.write({
    title,
    placeholder: free,
    prompt: `${form}. An empty box stands for ${free}.`,
    mistake: (written) => mistakeIn(named(written)),
  });
  return text === undefined ? undefined : named(text);
}
