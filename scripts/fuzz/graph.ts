/** Random graphs return and trap alike: here unfused and fused, and in wasmtime unfused and fused. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { fuse } from '../../host/src/engine/fusing/fuse.ts';
import { supportsMultiMemory } from '../../host/src/node/flags.ts';
import { HostError } from '../../host/src/base/problem.ts';
import { callerInProcess } from '../../host/src/run/testing/in-process.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { random } from '../../server/src/syntax/testing/random.ts';
import { graphSource } from './graph-source.ts';

/** The outcome of a call: its result in WAVE, or a trap. */
type Outcome = string;
const TRAP = 'trap';
const HERE = 'here';

export interface Compared {
  readonly call: string;
  /** By where it was made. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** @throws Error when the graph of that seed is not fused */
export async function compareGraph(seed: number): Promise<readonly Compared[]> {
  const { wat, calls } = graphSource(random(seed));
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-graph-'));
  try {
    const bytes = await parse(wat);
    const { bytes: fused, fusing } = await fuse(bytes, { inlines: seed % 2 === 0 });
    if ('reasons' in fusing) throw new Error(`seed ${seed} is not fused: ${fusing.reasons.join('; ')}`);
    const [apart, whole] = [join(folder, 'apart.wasm'), join(folder, 'fused.wasm')];
    writeFileSync(apart, bytes);
    writeFileSync(whole, fused);
    const places: Record<string, (call: string) => Promise<Outcome> | Outcome> = {};
    const here = async (name: string, component: string): Promise<void> => {
      const caller = await callerHere(component, join(folder, 'storage')).catch(unsupported);
      if (caller) places[name] = caller;
    };
    await here(HERE, apart);
    if (supportsMultiMemory()) await here('here, fused', whole);
    if (wasmtime.missing === false) {
      places['wasmtime'] = (call) => inWasmtime(apart, call);
      places['wasmtime, fused'] = (call) => inWasmtime(whole, call);
    }
    const compared: Compared[] = [];
    for (const call of calls) {
      const outcomes: Record<string, Outcome> = {};
      for (const [place, ask] of Object.entries(places)) outcomes[place] = await ask(call);
      compared.push({ call, outcomes });
    }
    return compared;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * jco's generator does not support text that may be Latin-1 or UTF-16: nowhere in unfused components, and not in
 * exports of fused ones.
 */
function unsupported(error: unknown): undefined {
  if (error instanceof HostError && error.problem.code === 'component-unsupported') return undefined;
  throw error;
}

export const isAlike = ({ outcomes }: Compared): boolean => new Set(Object.values(outcomes)).size === 1;

/** A trap is an outcome. */
async function callerHere(component: string, storage: string): Promise<(call: string) => Promise<Outcome>> {
  const call = await callerInProcess(component, storage);
  return async (text) => {
    try {
      return await call(text);
    } catch (error) {
      if (error instanceof Error) return TRAP;
      throw new Error(`${text} gave ${JSON.stringify(error)}`, { cause: error });
    }
  };
}

function inWasmtime(component: string, call: string): Outcome {
  const { status, stdout, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', call, component], {
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trimEnd();
  if (/wasm trap|handle|borrow|utf-8/i.test(stderr)) return TRAP;
  throw new Error(stderr);
}

/** @returns how many calls differed */
export async function fuzzGraphs(count: number, first: number, every: number): Promise<number> {
  const counts = { calls: 0, traps: 0, differ: 0, notApartHere: 0 };
  for (let seed = first; seed < first + count; seed++) {
    for (const one of await compareGraph(seed)) {
      counts.calls++;
      if (Object.values(one.outcomes).includes(TRAP)) counts.traps++;
      if (!(HERE in one.outcomes)) counts.notApartHere++;
      if (isAlike(one)) continue;
      counts.differ++;
      console.log(`seed ${seed}: ${one.call}: ${JSON.stringify(one.outcomes)}`);
    }
    if ((seed - first + 1) % every === 0) console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  }
  return counts.differ;
}
