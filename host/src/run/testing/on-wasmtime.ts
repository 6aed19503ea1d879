/** Runs a case with wasmtime. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { wasmtime } from '../../testing/wasmtime.ts';
import { wordsOf, type Case, type Outcome } from './case.ts';
import type { Granted } from './folder.ts';
import { fileOf } from './on-host.ts';

/** wasmtime's message for a trap follows. */
const TRAP = /(^|\n)Error: failed to run main module[^]*/;

/** @returns runs a case; programs are compiled once, into `storage` */
export function judge(storage: string): (one: Case, folder: Granted | undefined) => Promise<Outcome> {
  const compiled = new Map<string, string>();
  const compiledOf = (one: Case): string => {
    const file = fileOf(one, storage);
    const result = compiled.get(file) ?? compile(one, file, storage);
    compiled.set(file, result);
    return result;
  };
  return (one, folder) => runOnWasmtime(one, folder, compiledOf(one), join(storage, 'output'));
}

/** Its name stays, as it is the guest's first argument. */
function compile({ program = 'command' }: Case, component: string, storage: string): string {
  const folder = join(storage, 'compiled');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, basename(component));
  execFileSync(wasmtime.path, ['compile', ...(FEATURES[program] ?? []), '-o', file, component]);
  return file;
}

async function runOnWasmtime(
  one: Case,
  folder: Granted | undefined,
  file: string,
  both: string,
): Promise<Outcome> {
  const merged = one.merged ? openSync(both, 'w') : undefined;
  const child = spawn(wasmtime.path, [...options(one, folder), file, ...wordsOf(one)], {
    stdio: [one.stdin === undefined ? 'ignore' : 'pipe', merged ?? 'pipe', merged ?? 'pipe'],
    // Guests print errors of streams, which would have a backtrace in them.
    env: { ...process.env, RUST_BACKTRACE: '0' },
  });
  const exited = new Promise<number>((done, fail) => {
    child.on('error', fail).on('exit', (code, signal) => done(code ?? (signal === 'SIGABRT' ? 134 : -1)));
  });
  // A guest may leave before it has read everything.
  child.stdin?.on('error', () => {});
  if (typeof one.stdin === 'object') child.stdin?.write(one.stdin.open);
  else child.stdin?.end(one.stdin);
  const [exitCode, stdout, stderr] = await Promise.all([exited, textOf(child.stdout), textOf(child.stderr)]);
  child.stdin?.destroy();
  if (merged !== undefined) closeSync(merged);
  const printed = merged === undefined ? stdout : readFileSync(both, 'latin1');
  return { stdout: printed, stderr: stderr.replace(TRAP, '$1'), exitCode, tree: folder?.tree() ?? [] };
}

const textOf = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
  stream?.setEncoding('latin1');
  return stream ? text(stream) : '';
};

const SWITCHES = {
  network: 'inherit-network',
  tcp: 'tcp',
  udp: 'udp',
  nameLookup: 'allow-ip-name-lookup',
} as const satisfies Record<keyof NonNullable<Case['network']>, string>;

const ASYNC = ['-W', 'component-model-async'];

/** Options of the compiler, by program. */
const FEATURES: Readonly<Record<string, readonly string[]>> = { third: ASYNC, consumer: ASYNC };

/** Options of wasmtime for imports that it does not link by default. */
const LINKED: Readonly<Record<string, readonly string[]>> = {
  network: ['-S', 'http,config'],
  third: [...ASYNC, '-S', 'p3,http'],
  consumer: [...ASYNC, '-S', 'p3'],
};

function options(
  { program, env = [], config = {}, data = [], network: grants = {} }: Case,
  folder: Granted | undefined,
): string[] {
  const linked = LINKED[program ?? 'command'] ?? [];
  const network = Object.entries(grants).flatMap(([name, is]) => [
    '-S',
    `${SWITCHES[name as keyof typeof grants]}=${is ? 'y' : 'n'}`,
  ]);
  const stores = program === 'keyvalue' ? ['-S', 'keyvalue'] : [];
  const preset = data.flatMap(([key, value]) => ['-S', `keyvalue-in-memory-data=${key}=${value}`]);
  const values = Object.entries(config).flatMap(([name, value]) => ['-S', `config-var=${name}=${value}`]);
  const variables = env.flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const folders = folder ? ['--dir', `${folder.path}::/`] : [];
  return [
    'run',
    '--allow-precompiled',
    ...linked,
    ...network,
    ...stores,
    ...preset,
    ...values,
    ...variables,
    ...folders,
  ];
}
