/** The outcome of a component on a host: as a program, as a service, or by calls of its exports. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wasmtime } from '../../../host/src/testing/wasmtime.ts';
import { command, granted } from '../hosts.ts';
import { withServer } from '../served.ts';
import { worldOf } from './satisfy-imports.ts';

export type Side = 'ours' | 'wasmtime';

interface Surroundings {
  readonly scratch: string;
  /** The address of a server that echoes requests. */
  readonly server: string;
  /** The name of the fixture's file. */
  readonly fixture: string;
  /** Its list of `wit-studio invoke`. */
  readonly listed: string;
}

/** A line for each function that the component exports, with a call of it where there is one. */
export async function callsOf(component: string): Promise<string> {
  const { stdout } = await finish([process.execPath, command, 'invoke', component]);
  return stdout;
}

const LIMIT_MS = 30_000;
const MOST_CALLS = 4;

/** Arguments of programs that want some, as jco's tests have them. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'p3-cli-much-stdout.wasm': ['hello, world\n', '1'],
  'p3-cli.wasm': ['.'],
};

const FEATURES = ['async', 'more-async-builtins', 'async-stackful', 'error-context', 'threading'].map(
  (one) => `-Wcomponent-model-${one}`,
);
const ALLOWED = ['-Sinherit-network', '-Sallow-ip-name-lookup'];
const THEIRS = [...FEATURES, '-Sp3,http,cli'];

export async function outcomeOf(side: Side, component: string, around: Surroundings): Promise<string> {
  if (around.listed.includes('wit-studio serve')) return served(side, component, around);
  if (worldOf(component).exports.some((name) => name.startsWith('wasi:cli/run@')))
    return ran(side, component, around);
  const calls = around.listed
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//') && line.includes('('));
  const outcomes: string[] = [];
  for (const line of calls.slice(0, MOST_CALLS))
    outcomes.push(await called(side, component, line.split('  // ')[0]!));
  return outcomes.join('\n');
}

async function ran(
  side: Side,
  component: string,
  { scratch, server, fixture }: Surroundings,
): Promise<string> {
  const root = join(scratch, 'root');
  mkdirSync(root);
  const args = [
    ...granted({ env: { HTTP_SERVER: server }, root }),
    ...ALLOWED,
    component,
    ...(ARGUMENTS[fixture] ?? []),
  ];
  try {
    const { stdout, code } = await finish([
      ...programOf(side),
      'run',
      ...(side === 'ours' ? [] : THEIRS),
      ...args,
    ]);
    return JSON.stringify({ stdout: stdout.replace(PORT, 'port'), code, left: contents(root) });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The system gives another one each time. */
const PORT = /port: \d+/g;

const contents = (root: string): string[] =>
  (readdirSync(root, { recursive: true }) as string[]).sort().map((name) => {
    const path = join(root, name);
    return statSync(path).isDirectory()
      ? `${name}/`
      : `${name}: ${readFileSync(path, 'latin1').slice(0, 100)}`;
  });

async function called(side: Side, component: string, call: string): Promise<string> {
  const args =
    side === 'ours' ? ['invoke', component, call] : ['run', ...THEIRS, '--invoke', call, component];
  const { stdout, code } = await finish([...programOf(side), ...args]);
  return JSON.stringify({ call, stdout, code: code === 0 ? 0 : 'fails' });
}

const programOf = (side: Side): string[] => (side === 'ours' ? [process.execPath, command] : [wasmtime.path]);

async function served(side: Side, component: string, { server }: Surroundings): Promise<string> {
  const [program, ...args] = [
    ...programOf(side),
    ...['serve', '--addr=127.0.0.1:0', ...ALLOWED, ...(side === 'ours' ? [] : THEIRS), component],
  ];
  return withServer(
    () => [program!, ...args],
    component,
    async (base) => {
      const headers = { foo: 'bar', url: `http://${server}/proxy`, 'content-type': 'text/plain' };
      const asked = [
        { method: 'GET' },
        { method: 'POST', body: 'And the mome raths outgrabe', headers },
        { method: 'POST', body: 'x'.repeat(100_000), headers: { ...headers, 'x-host-to-host': 'true' } },
      ];
      const answers: string[] = [];
      for (const one of asked) answers.push(await answer(base, one));
      return answers.join('\n');
    },
  );
}

async function answer(base: string, request: RequestInit): Promise<string> {
  try {
    const response = await fetch(base, { ...request, signal: AbortSignal.timeout(LIMIT_MS) });
    const headers = [...response.headers].filter(([name]) => !CARRIED.has(name));
    return JSON.stringify({ status: response.status, headers, body: await response.text() });
  } catch (error) {
    return `fails: ${(error as Error).name}`;
  }
}

/** Fields of the connection, which are each server's own. */
const CARRIED = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

interface Finished {
  readonly stdout: string;
  readonly code: number | string;
}

const finish = ([program, ...args]: readonly string[]): Promise<Finished> =>
  new Promise((done) => {
    execFile(program!, args, { timeout: LIMIT_MS, maxBuffer: 1e8 }, (error, stdout) => {
      // V8 and wasmtime end by a signal or by its number.
      done({
        stdout,
        code: error ? (error.signal === 'SIGABRT' ? 134 : (error.code ?? error.signal ?? 'fails')) : 0,
      });
    }).stdin?.end();
  });
