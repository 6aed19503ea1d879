/** Editors with the settings of docs/editors.md: which features of the language server arrive in them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../outcome.ts';
import { useHelix } from './helix.ts';

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
  readonly command: string;
  /** Where it reads its settings, from the user's folder. */
  readonly settingsFile: string;
  readonly use: (place: Place) => Promise<Results> | Results;
}

type Results = Readonly<Record<string, string>>;

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly settingsFile: string;
  readonly env: NodeJS.ProcessEnv;
}

const EDITORS: readonly Editor[] = [
  {
    name: 'Neovim',
    command: 'nvim',
    settings: (version) => blocks('lua')[isAtLeast(version, 0, 11) ? 0 : 1]!,
    settingsFile: 'settings.lua',
    use: (place) =>
      useByScript(
        'nvim',
        ['--headless', '-u', place.settingsFile, place.file, '-c', `luafile ${path('neovim.lua')}`],
        place,
      ),
  },
  {
    name: 'Emacs',
    command: 'emacs',
    settings: () => `(package-initialize)\n${blocks('elisp')[0]!}`,
    settingsFile: 'settings.el',
    use: (place) =>
      useByScript('emacs', ['--batch', '-l', place.settingsFile, '-l', path('emacs.el')], place),
  },
  {
    name: 'Helix',
    command: 'hx',
    settings: () => blocks('toml')[0]!,
    settingsFile: '.config/helix/languages.toml',
    use: ({ file, folder, env }) => useHelix(file, folder, env),
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

/** Needs the editors, and eglot where Emacs is older than 29. */
export async function* editors(): AsyncIterable<Result> {
  for (const editor of EDITORS) {
    const version = execFileSync(editor.command, ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
    process.stdout.write(`${version}\n`);
    const found = await used(editor, version);
    for (const [feature, isRight] of Object.entries(FEATURES)) {
      const text = found[feature] ?? '';
      yield { name: `${editor.name}: ${feature}`, ours: isRight(text) ? undefined : `got “${text}”` };
    }
  }
}

/** The results in an editor, by feature, in a home of its own. */
async function used(editor: Editor, version: string): Promise<Results> {
  const home = mkdtempSync(join(tmpdir(), 'wit-studio-editors-'));
  try {
    const [folder, bin, settingsFile] = [
      join(home, 'demo'),
      join(home, 'bin'),
      join(home, editor.settingsFile),
    ];
    for (const one of [folder, bin, dirname(settingsFile)]) mkdirSync(one, { recursive: true });
    const file = join(folder, 'a.wit');
    writeFileSync(settingsFile, editor.settings(version));
    writeFileSync(file, TEXT);
    writeFileSync(join(bin, 'wit-studio'), `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`);
    chmodSync(join(bin, 'wit-studio'), 0o755);
    const env = { ...process.env, PATH: bin + delimiter + process.env['PATH'], HOME: home };
    return await editor.use({ folder, file, settingsFile, env });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The results that a script in the editor writes; the end of its errors if it writes none. */
function useByScript(program: string, args: readonly string[], place: Place): Results {
  const results = join(place.folder, '..', 'results');
  const { stderr } = spawnSync(program, args, {
    cwd: place.folder,
    env: { ...place.env, WIT_EDITOR_RESULTS: results, WIT_EDITOR_FILE: place.file },
    encoding: 'utf8',
    timeout: 180_000,
  });
  try {
    return JSON.parse(readFileSync(results, 'utf8')) as Results;
  } catch {
    return { diagnostics: stderr.slice(-1000) };
  }
}
