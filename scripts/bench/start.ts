import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchResult } from '../../host/src/protocol.ts';
import { figureOf } from '../../host/src/run/bench/table.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { figures } from './measure.ts';
import { setSection, tableText } from './page.ts';

const COMMAND = resolve('dist/cli/wit-studio.js');
const SAMPLE = 'test-fixtures/workspaces/edge';
const program = resolve('test-fixtures/programs/command/command.wasm');
const ROUNDS = 31;
/** The resident host's preparations after a run must not delay the next one. */
const PAUSE_MS = 150;

interface Side {
  readonly what: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly goal?: string;
}

/**
 * Whole processes from their start to their end, in turn: a bare Node.js, runs of a component that ran before, with
 * the resident host and without it, and wasmtime.
 * @param out where the table goes; it is printed anyway
 */
export async function benchStart(out?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  const env = { XDG_CACHE_HOME: folder, XDG_RUNTIME_DIR: folder, WIT_STUDIO_RESIDENT: '1' };
  try {
    const measured = await inTurn(sidesIn(env));
    const bare = measured[0]!;
    const lines = measured.map(({ what, goal = '', ms, cpuMs }) => [
      what,
      `${ms.toFixed(1)} ms`,
      (ms / bare.ms).toFixed(2),
      `${cpuMs.toFixed(1)} ms`,
      goal,
    ]);
    const text = tableText(['a whole process', 'time', 'to a bare one', 'processor time', 'goal'], lines);
    const instances = tableText(['another instance of', 'time', 'memory', 'goal'], INSTANCES.map(instanceOf));
    console.log(`\n${text}\n${instances}`);
    if (out !== undefined) await setSection(out, 'Starting', sectionOf(text, instances));
  } finally {
    spawnSync(process.execPath, [COMMAND, 'resident', 'stop'], { env: { ...process.env, ...env } });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function sidesIn(env: Readonly<Record<string, string>>): Side[] {
  const node = process.execPath;
  const run = [COMMAND, 'run', program, 'args'];
  const goal = 'at most 1.5';
  const sides: Side[] = [
    { what: '`node -e 0`', command: node, args: ['-e', '0'] },
    { what: '`run`, with the resident host', command: node, args: run, env, goal },
    { what: '`run`, without it', command: node, args: run, env: { ...env, WIT_STUDIO_RESIDENT: '0' } },
  ];
  if (wasmtime.missing === false)
    sides.push({ what: '`wasmtime run`', command: wasmtime.path, args: ['run', program, 'args'] });
  return sides;
}

async function inTurn(sides: readonly Side[]) {
  const measured = sides.map((side) => ({ side, times: [] as number[], cpuMs: 0 }));
  // The first ones translate the component, start the host and the process of its guest.
  for (const side of [...sides, ...sides, ...sides]) await start(side);
  for (let round = 0; round < ROUNDS; round++)
    for (const one of measured) {
      const { ms, cpuMs } = await start(one.side);
      one.times.push(ms);
      one.cpuMs += cpuMs / ROUNDS;
    }
  return measured.map(({ side, times, cpuMs }) => ({ ...side, ms: figures(times).p50, cpuMs }));
}

async function start({ what, command, args, env = {} }: Side): Promise<{ ms: number; cpuMs: number }> {
  await wait(PAUSE_MS);
  const cpu = childrensTime();
  const begin = performance.now();
  const { status, stderr } = spawnSync(command, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  const ms = performance.now() - begin;
  if (status !== 0) throw new Error(`${what} ended with ${status}: ${stderr}`);
  return { ms, cpuMs: childrensTime() - cpu };
}

/** Milliseconds that the processes which this one started and waited for have computed, with those that they waited for. */
function childrensTime(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const words = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
  // In ticks of 10 ms.
  return 10 * (Number(words[13]) + Number(words[14]));
}

/** Components that run already, and a call of each. */
const INSTANCES = [
  {
    what: 'a small component in Rust',
    component: `${SAMPLE}/auth/auth.wasm`,
    call: 'check(none)',
    goal: 'at most 1.2 ms, 1 MiB',
  },
  {
    what: 'the sample, Rust and TypeScript',
    component: `${SAMPLE}/composition.toml`,
    call: 'handle({method: "GET", path: "/hello?name=ada", authorization: none, body: ""})',
    goal: '',
  },
] as const;

/** The figures of `wit-studio bench`: an instance that is started in the thread of another one. */
function instanceOf({ what, component, call, goal }: (typeof INSTANCES)[number]): string[] {
  const args = [COMMAND, 'bench', '--json', '--for', '0.5', component, call];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${what} ended with ${status}: ${stderr}`);
  const { rows } = JSON.parse(stdout) as Pick<BenchResult, 'rows'>;
  const figure = (name: string): string => {
    const row = rows.find((one) => one.what === name)!;
    return figureOf(row.here, row.unit);
  };
  return [what, figure('start of another instance'), figure('memory of an instance'), goal];
}

const sectionOf = (table: string, instances: string): string =>
  `Made by \`npm run bench -- start docs/benchmarks.md\` on Node.js ${process.versions.node}, in turn: medians of ${ROUNDS} starts, from the call to the end of the process, of a component in Rust that prints its arguments and has run before. Processor time is that of the process and of those that it waits for: with the resident host, that of the command alone. The load of the machine at the end was ${loadavg()[0]!.toFixed(1)}.

${table}

An instance of a component that runs already, as each request to a server gets one where none can be restored: the median time of its start, and its share of the memory by which the process grows while many exist.

${instances}`;
