/** The same three programs in each language, built from their sources by its own tools, here and on wasmtime. */
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { wasiDependencies } from '../../host/src/create/wasi.ts';
import { ours, theirs, type Host } from './hosts.ts';
import type { Result } from './outcome.ts';
import { restoringOf } from '../../host/src/engine/linked/testing/restoring.ts';
import { installPythonTools } from './python-tools.ts';
import { withServer } from './served.ts';

const sources = fileURLToPath(new URL('../../test-fixtures/guests/', import.meta.url));
const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));
/** Builds and tools stay there: the next run takes seconds. */
const guestsFolder = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));

/** Each folder of `test-fixtures/guests`, and what installs its tools there. */
const LANGUAGES = {
  javascript: () => {},
  rust: () => {},
  go: () => {},
  python: installPythonTools,
  c: installPythonTools,
  cpp: installPythonTools,
  starlingmonkey: (folder: string) => {
    // Its commands are those in JavaScript.
    cpSync(join(sources, 'javascript'), join(guestsFolder, 'javascript'), { recursive: true });
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    if (!existsSync(join(folder, 'node_modules')))
      execFileSync('npm', args, { cwd: folder, stdio: 'inherit' });
  },
} as const satisfies Readonly<Record<string, (folder: string) => void>>;
export type GuestLanguage = keyof typeof LANGUAGES;

/** @param names separated by commas; none are all */
export function languagesOf(names: string): readonly GuestLanguage[] {
  const all = Object.keys(LANGUAGES) as GuestLanguage[];
  return names === '' ? all : all.filter((one) => names.split(',').includes(one));
}

interface Run {
  readonly program: 'hello' | 'files';
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Its standard output and standard error, its exit code, and the contents of the folder afterwards. */
  readonly expected: string;
}

/** The folder that a program is granted as its root. */
const GIVEN = { 'given.txt': 'given\n', 'gone.txt': 'to be removed\n' };
const LEFT = 'given.txt, notes/a.txt, notes/c.txt';
const LISTED = (second: string): string => `a.txt 8\n${second} 6\n`;

const RUNS: readonly Run[] = [
  {
    program: 'hello',
    args: ['Ada'],
    env: { GREETING: 'Good day' },
    stdin: 'one line ü\n',
    expected: 'Good day, Ada: one line ü\n|12 bytes\n|0|given.txt, gone.txt',
  },
  {
    program: 'hello',
    args: ['nobody'],
    env: {},
    stdin: '',
    expected: 'Hello, nobody: \n|0 bytes\n|1|given.txt, gone.txt',
  },
  {
    program: 'files',
    args: [],
    env: {},
    stdin: '',
    expected: `one\ntwo\n${LISTED('b.txt')}${LISTED('c.txt')}missing: not there\noutside: not there\ngiven: there\n||0|${LEFT}`,
  },
];

interface Request {
  readonly path: string;
  readonly body?: string;
  /** Status, the header `x-method` and the text. */
  readonly expected: string;
}

const LARGE = 'a line of the body, ü\n'.repeat(5_000);

const REQUESTS: readonly Request[] = [
  { path: '/hello?name=Ada', expected: '200 GET Hello, Ada!\n' },
  { path: '/echo', body: 'small', expected: '200 POST small' },
  { path: '/echo', body: LARGE, expected: `200 POST ${LARGE}` },
  { path: '/none?at=all', expected: '404 GET nothing at /none?at=all\n' },
];

/** Builds and runs the programs; those of all languages need cargo, go and Python. */
export async function* guests(languages: readonly GuestLanguage[]): AsyncIterable<Result> {
  writeWit();
  for (const language of languages) {
    const folder = join(guestsFolder, language);
    cpSync(join(sources, language), folder, { recursive: true });
    LANGUAGES[language](folder);
    for (const run of RUNS)
      yield await resultOf(
        `${language} ${run.program} ${run.args.join(' ')}`,
        run,
        built(folder, run.program),
        outcomeOf,
      );
    const handler = built(folder, 'handler');
    for (const request of REQUESTS)
      yield await resultOf(
        `${language} handler ${request.path} of ${request.body?.length ?? 0}`,
        request,
        handler,
        answerOf,
      );
    yield { name: `${language} handler, put back after each request`, ours: await restored(handler) };
  }
}

/** The first difference from an instance that has handled nothing; or why there is a new one for each request. */
async function restored(handler: string): Promise<string | undefined> {
  const all = [...REQUESTS, ...REQUESTS.toReversed()].map(({ path, body }) =>
    body === undefined ? { path } : { path, method: 'POST', body },
  );
  const found = await restoringOf(handler, all, { storage: join(guestsFolder, 'translated') });
  const { renewed, differences, restored: count } = found;
  if (renewed !== undefined) return `a new instance for each request: ${renewed}`;
  return differences[0] ?? (count === 0 ? 'none could be put back' : undefined);
}

/** The worlds, and the packages of WASI that they name. */
function writeWit(): void {
  cpSync(join(sources, 'wit'), join(guestsFolder, 'wit'), { recursive: true });
  const packages = ['wasi:cli@0.2.12', 'wasi:http@0.2.12'].map(wasiDependencies);
  for (const [path, wit] of Object.entries(Object.assign({}, ...packages) as Record<string, string>)) {
    mkdirSync(dirname(join(guestsFolder, path)), { recursive: true });
    writeFileSync(join(guestsFolder, path), wit);
  }
}

/** @returns the component */
function built(language: string, program: string): string {
  const args = [command, 'build', join(language, program)];
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: [...stdio] });
  return printed.trim().split('\n').at(-1)!;
}

async function resultOf<T extends { readonly expected: string }>(
  name: string,
  one: T,
  component: string,
  outcome: (host: Host, component: string, one: T) => Promise<string>,
): Promise<Result> {
  const [here, there] = [await outcome(ours, component, one), await outcome(theirs, component, one)];
  const missOf = (got: string) => (got === one.expected ? undefined : JSON.stringify(got.slice(0, 300)));
  return { name: name.trim(), ours: missOf(here), wasmtime: missOf(there) };
}

async function outcomeOf(host: Host, component: string, { args, env, stdin }: Run): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'wit-studio-guests-'));
  const root = join(parent, 'granted');
  mkdirSync(root);
  writeFileSync(join(parent, 'outside.txt'), 'not granted\n');
  for (const [name, content] of Object.entries(GIVEN)) writeFileSync(join(root, name), content);
  try {
    const [program, ...words] = host({
      component,
      args,
      env,
      root,
      serves: false,
      network: false,
      isAsync: false,
    });
    const child = spawn(program, words, { stdio: 'pipe' });
    // A guest may leave before it has read everything.
    child.stdin.on('error', () => {}).end(stdin);
    const code = new Promise<number | null>((done, fail) => child.on('error', fail).on('exit', done));
    const parts = await Promise.all([text(child.stdout), text(child.stderr), code]);
    return [...parts, filesIn(root)].join('|');
  } finally {
    rmSync(parent, { recursive: true });
  }
}

/** The texts of `notes` are output of the program. */
function filesIn(root: string): string {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const notes = join(root, 'notes/c.txt');
  if (existsSync(notes) && readFileSync(notes, 'utf8') !== 'wörld') return 'another text in notes/c.txt';
  return paths
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .sort()
    .join(', ');
}

const answerOf = (host: Host, component: string, { path, body }: Request): Promise<string> =>
  withServer(host, component, async (base) => {
    const response = await fetch(new URL(path, base), body === undefined ? {} : { method: 'POST', body });
    return `${response.status} ${response.headers.get('x-method')} ${await response.text()}`;
  });
