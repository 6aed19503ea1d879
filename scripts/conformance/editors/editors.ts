/** Neovim and Emacs with the settings of docs/editors.md: which features of the language server arrive in them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../outcome.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const command = path('../../../dist/cli/wit-studio.js');

const TEXT = `package local:demo;

interface people {
  record person {
    name: string,
  }
    greet: func(who: person) -> string;
  meet: func(a: strin) -> bool;
}
`;
const RENAMED = TEXT.replaceAll('person', 'individual');

/** By feature: whether the text that arrived is right. */
const FEATURES: Readonly<Record<string, (text: string) => boolean>> = {
  diagnostics: (text) => /^8: .*strin/.test(text),
  hover: (text) => text.includes('record person'),
  completion: (text) => text.split(' ').includes('string') && text.split(' ').includes('person'),
  definition: (text) => text === '4',
  rename: (text) => text.trimEnd() === RENAMED.trimEnd(),
  format: (text) => text.trimEnd() === RENAMED.replace('    greet', '  greet').trimEnd(),
};

interface Editor {
  readonly name: string;
  /** The language of its settings in docs/editors.md, and which block of them fits its version. */
  readonly settings: (version: string) => string;
  readonly versionArgs: readonly string[];
  readonly command: string;
  readonly run: (settings: string, file: string) => readonly string[];
}

const EDITORS: readonly Editor[] = [
  {
    name: 'Neovim',
    command: 'nvim',
    versionArgs: ['--version'],
    settings: (version) => blocks('lua')[isAtLeast(version, 0, 11) ? 0 : 1]!,
    run: (settings, file) => ['--headless', '-u', settings, file, '-c', `luafile ${path('neovim.lua')}`],
  },
  {
    name: 'Emacs',
    command: 'emacs',
    versionArgs: ['--version'],
    settings: () => `(package-initialize)\n${blocks('elisp')[0]!}`,
    run: (settings) => ['--batch', '-l', settings, '-l', path('emacs.el')],
  },
];

/** The blocks of code in a language in the page. */
function blocks(language: string): string[] {
  const page = readFileSync(path('../../../docs/editors.md'), 'utf8');
  return [...page.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(([, text]) => text!);
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, a, b] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(a) > major || (Number(a) === major && Number(b) >= minor);
}

/** Needs both editors, and eglot where Emacs is older than 29. */
export function* editors(): Iterable<Result> {
  for (const editor of EDITORS) {
    const version = execFileSync(editor.command, editor.versionArgs, { encoding: 'utf8' }).split('\n')[0]!;
    process.stdout.write(`${version}\n`);
    const found = used(editor, version);
    for (const [feature, isRight] of Object.entries(FEATURES)) {
      const text = found[feature] ?? '';
      yield { name: `${editor.name}: ${feature}`, ours: isRight(text) ? undefined : `got “${text}”` };
    }
  }
}

/** The results in an editor, by feature; empty if it ended without any. */
function used(editor: Editor, version: string): Readonly<Record<string, string>> {
  const place = mkdtempSync(join(tmpdir(), 'wit-studio-editors-'));
  try {
    const [folder, bin] = [join(place, 'demo'), join(place, 'bin')];
    for (const one of [folder, bin]) mkdirSync(one);
    const [settings, file, results] = [
      join(place, 'settings'),
      join(folder, 'a.wit'),
      join(place, 'results'),
    ];
    const settingsFile = `${settings}.${editor.name === 'Emacs' ? 'el' : 'lua'}`;
    writeFileSync(settingsFile, editor.settings(version));
    writeFileSync(file, TEXT);
    writeFileSync(join(bin, 'wit-studio'), `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`);
    chmodSync(join(bin, 'wit-studio'), 0o755);
    const env = {
      ...process.env,
      PATH: bin + delimiter + process.env['PATH'],
      HOME: place,
      WIT_EDITOR_RESULTS: results,
      WIT_EDITOR_FILE: file,
    };
    const args = editor.run(settingsFile, file);
    const { stderr } = spawnSync(editor.command, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 180_000,
    });
    try {
      return JSON.parse(readFileSync(results, 'utf8')) as Record<string, string>;
    } catch {
      return { diagnostics: stderr.slice(-1000) };
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
