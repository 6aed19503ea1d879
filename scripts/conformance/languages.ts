/** One composition with a part in each language, built from its sources, here and on wasmtime. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ours, theirs, type Host, type Start } from './hosts.ts';
import type { Result } from './outcome.ts';

const workspaces = fileURLToPath(new URL('../../test-fixtures/workspaces/', import.meta.url));
const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));
/** What is built stays there, tools included: the next run takes seconds. */
const folder = fileURLToPath(new URL('../../.cache/languages/', import.meta.url));
const TOOLS = ['componentize-py==0.25.1', 'ziglang==0.17.1'];

interface Request {
  readonly path: string;
  readonly token?: string;
  /** Status and text. */
  readonly answer: string;
}

/** Each part is behind one of them. */
const REQUESTS: readonly Request[] = [
  { path: '/hello?name=Ada', answer: '200 Hello, Ada!' },
  { path: '/hello?name=%C3%84da%20%F0%9F%A6%80', answer: '200 Hello, Äda 🦀!' },
  { path: '/me', answer: '401 missing' },
  { path: '/me', token: 'open-sesame', answer: '200 Ada' },
  { path: '/admin', token: 'let-me-in', answer: '403 Grace is not an admin' },
  { path: '/admin', token: 'nobody', answer: '401 unknown' },
  { path: '/total?of=1,2,-3,2147483647,2147483647', answer: '200 4294967294' },
  { path: `/total?of=${Array.from({ length: 400 }, (_, index) => index).join(',')}`, answer: '200 79800' },
  { path: '/slug?of=Cr%C3%A8me%20br%C3%BBl%C3%A9e%2C%20twice', answer: '200 creme-brulee-twice' },
  { path: '/none', answer: '404 nothing at /none' },
];

/** Needs go, cargo and Python; compilers of C and Python are installed into the folder. */
export async function* languages(): AsyncIterable<Result> {
  const component = compose();
  const [here, there] = [await answersOf(ours, component), await answersOf(theirs, component)];
  for (const [index, { path, token, answer }] of REQUESTS.entries()) {
    const name = `${path.slice(0, 40)}${token === undefined ? '' : ` as ${token}`}`;
    const missOf = (got: string | undefined) =>
      got === `${answer}\n` ? undefined : `${got} in place of ${answer}`;
    yield { name, ours: missOf(here[index]), wasmtime: missOf(there[index]) };
  }
}

function compose(): string {
  mkdirSync(folder, { recursive: true });
  for (const sample of ['edge', 'languages']) cpSync(join(workspaces, sample), folder, { recursive: true });
  const python = join(folder, '.venv', process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  if (!existsSync(python))
    execFileSync('python3', ['-m', 'venv', join(folder, '.venv')], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...TOOLS], { stdio: 'inherit' });
  const component = join(folder, 'composed.wasm');
  const args = [command, 'compose', '-o', component, join(folder, 'composition.toml')];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
  return component;
}

/** Status and text of each answer. */
async function answersOf(host: Host, component: string): Promise<string[]> {
  const start: Start = {
    component,
    args: [],
    env: {},
    root: undefined,
    serves: true,
    network: false,
    isAsync: false,
  };
  const [program, ...args] = host(start);
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const base = await addressOf(server);
    const answers: string[] = [];
    for (const request of REQUESTS) answers.push(await answerOf(base, request));
    return answers;
  } finally {
    server.kill();
  }
}

async function answerOf(base: string, { path, token }: Request): Promise<string> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, base), headers && { headers });
  return `${response.status} ${await response.text()}`;
}

/** The first address that a server prints. */
async function addressOf({ stdout, stderr }: ChildProcess): Promise<string> {
  const lines = [stdout, stderr].map((stream) => createInterface({ input: stream! }));
  return new Promise((found, fail) => {
    for (const one of lines)
      one.on('line', (line) => {
        const [url] = /http:\/\/[\d.]+:\d+\//.exec(line) ?? /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
        if (url !== undefined) found(url);
        else process.stderr.write(`${line}\n`);
      });
    stderr!.once('close', () => fail(new Error('the server ended before it listened')));
  });
}
