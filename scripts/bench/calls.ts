import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { fuse } from '../../host/src/engine/fusing/fuse.ts';
import { loadProgram } from '../../host/src/engine/instantiate.ts';
import { compile } from '../../host/src/engine/modules.ts';
import { scriptOf } from '../../host/src/engine/transpile.ts';
import { supportsMultiMemory } from '../../host/src/node/flags.ts';
import { prepare } from '../../host/src/run/prepare.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { wasiImports } from '../../host/src/wasi/imports.ts';
import { readySource } from '../../host/src/wasi/input-stream.ts';
import { callCases, type CallCase } from './call-cases.ts';
import { time } from './measure.ts';
import { setSection, tableText } from './page.ts';
import { wasmtimeVersion } from './wasmtime-version.ts';

/** Makes that many calls. */
type Calls = (times: number) => unknown;

/** Nanoseconds of one call, by where it is made. */
interface Row {
  readonly one: CallCase;
  readonly wasmtime: number;
  readonly wasmtimeFused: number;
  readonly here: number;
  /** NaN on a Node.js with one memory a module. */
  readonly hereFused: number;
}

/**
 * Calls from component to component, here and in wasmtime, apart and fused.
 * @param out where the table goes; it is printed anyway
 */
export async function benchCalls(out?: string): Promise<void> {
  if (wasmtime.missing !== false) return console.log(`no calls: ${wasmtime.missing}`);
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  const rows: Row[] = [];
  try {
    for (const one of callCases) rows.push(await measured(one, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const text = tableOf(rows);
  console.log(text);
  if (out !== undefined) await setSection(out, 'Calls between components', sectionOf(text));
}

async function measured(one: CallCase, folder: string): Promise<Row> {
  const bytes = await parse(one.wat);
  const { bytes: fused, fusing } = await fuse(bytes, { inlines: true });
  if ('reasons' in fusing) throw new Error(`${one.name}: ${fusing.reasons.join('; ')}`);
  const [apart, whole] = [join(folder, 'apart.wasm'), join(folder, 'fused.wasm')];
  writeFileSync(apart, bytes);
  writeFileSync(whole, fused);
  const storage = join(folder, 'storage');
  const row: Row = {
    one,
    wasmtime: await nanoseconds(inWasmtime(apart)),
    wasmtimeFused: await nanoseconds(inWasmtime(whole)),
    here: await nanoseconds(await inThisProcess(apart, storage, false)),
    hereFused: supportsMultiMemory()
      ? await nanoseconds(await inThisProcess(apart, storage, true))
      : Number.NaN,
  };
  return row;
}

function inWasmtime(component: string): Calls {
  return (times) => {
    const args = ['run', '--invoke', `run(${times})`, component];
    const { status, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
}

async function inThisProcess(component: string, storage: string, fuse: boolean): Promise<Calls> {
  const transpiled = await prepare(component, { storage, fuse });
  const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
  const stdio = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };
  const { run } = (await program(wasiImports({}, stdio))) as { run: (times: number) => void };
  // V8 compiles a loop again when its function is called again.
  for (let round = 0; round < 100; round++) {
    run(100);
    await new Promise((done) => setTimeout(done, 2));
  }
  return run;
}

const ENOUGH_MS = 400;
const MOST_CALLS = 2 ** 31;
const ROUNDS = 5;

/** The fastest of some rounds: all that disturbs makes one slower. */
async function nanoseconds(calls: Calls): Promise<number> {
  const fastest = async (times: number, rounds: number): Promise<number> => {
    let least = Infinity;
    for (let round = 0; round < rounds; round++) least = Math.min(least, await time(() => calls(times)));
    return least;
  };
  const start = await fastest(1, 3);
  let times = 100;
  while (times < MOST_CALLS && (await fastest(times, 2)) - start < ENOUGH_MS) times *= 4;
  return (((await fastest(times, ROUNDS)) - start) / times) * 1e6;
}

const nanosecondsText = (value: number): string => {
  if (Number.isNaN(value)) return '–';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
};
const ratioText = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 2 : 0));

function tableOf(rows: readonly Row[]): string {
  const head = [
    'a call',
    'wasmtime',
    'wasmtime, fused',
    'here, apart',
    'here, fused',
    'fused / wasmtime',
    'goal',
  ];
  const lines = rows.map((row) => [
    row.one.name.replace('<', '\\<'),
    nanosecondsText(row.wasmtime),
    `${nanosecondsText(row.wasmtimeFused)} (${ratioText(row.wasmtimeFused / row.wasmtime)})`,
    `${nanosecondsText(row.here)} (${ratioText(row.here / row.wasmtime)})`,
    nanosecondsText(row.hereFused),
    ratioText(row.hereFused / row.wasmtime),
    String(row.one.goal),
  ]);
  return tableText(head, lines);
}

const sectionOf = (table: string): string =>
  `Made by \`npm run bench -- calls docs/benchmarks.md\` in one run. Nanoseconds of a call from one component of a composition to another, without the start: the fastest of ${ROUNDS} rounds, in wasmtime ${wasmtimeVersion()} and in the host on Node.js ${process.versions.node}. In brackets, and behind "fused / wasmtime", the ratio to a call in wasmtime; the goal is the most that it may be. [Fusing](compose.md#fusing) merges the components of a composition; that page says which compositions stay apart.

${table}`;
