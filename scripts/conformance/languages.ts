/** One composition with a part in each language, built from its sources, here and on wasmtime. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ours, theirs, type Host } from './hosts.ts';
import { changes } from './changes.ts';
import { mistakes } from './mistakes.ts';
import type { Result } from './outcome.ts';
import { installPythonTools } from './python-tools.ts';
import { withServer } from './served.ts';

const workspaces = fileURLToPath(new URL('../../test-fixtures/workspaces/', import.meta.url));
const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));
/** Builds and tools stay there: the next run takes seconds. */
const folder = fileURLToPath(new URL('../../.cache/languages/', import.meta.url));

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
  yield* responses();
  yield* mistakes(folder);
  yield* changes(folder);
}

/** Builds and composes the parts, and compares the responses of both hosts with those that are right. */
export async function* responses(): AsyncIterable<Result> {
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
  installPythonTools(folder);
  const component = join(folder, 'composed.wasm');
  const args = [command, 'compose', '-o', component, join(folder, 'composition.toml')];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
  return component;
}

/** Status and text of each response. */
const answersOf = (host: Host, component: string): Promise<string[]> =>
  withServer(host, component, async (base) => {
    const answers: string[] = [];
    for (const request of REQUESTS) answers.push(await answerOf(base, request));
    return answers;
  });

async function answerOf(base: string, { path, token }: Request): Promise<string> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const response = await fetch(new URL(path, base), headers && { headers });
  return `${response.status} ${await response.text()}`;
}
