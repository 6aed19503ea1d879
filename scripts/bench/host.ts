import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile } from '../../host/src/engine/modules.ts';
import { loadProgram, type Exports } from '../../host/src/engine/instantiate.ts';
import { assemble, programOf, readWat } from '../../host/src/engine/testing/instantiate-wat.ts';
import { scriptOf, transpile } from '../../host/src/engine/transpile.ts';
import { heading, pair, ratio, row } from './measure.ts';

/** The time from a component to its first call, and the cost of a call from one component to another. */
export async function benchHost(sample: string): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  try {
    heading(`component host, ${sample}/auth/auth.wasm`);
    await benchStart(resolve(sample, 'auth/auth.wasm'), storage);
    heading('a call from component to component, a million at a time');
    await benchCalls();
  } finally {
    rmSync(storage, { recursive: true });
  }
}

async function benchStart(component: string, storage: string): Promise<void> {
  let round = 0;
  const cold = () => transpile(component, join(storage, String(round++)));
  const cached = () => transpile(component, join(storage, '0'));
  await cold();
  const transpiling = await pair(10, cold, cached);
  row('transpile', transpiling.first);
  row('transpile, from the cache', transpiling.second);
  ratio('cold / cached', transpiling.ratio);
  const made = await transpile(component, join(storage, '0'));
  const load = async () => loadProgram(scriptOf(made), await compile(made));
  const start = await pair(20, load, load);
  row('compile and load', start.first);
}

type Calls = Exports & Record<'adds' | 'echoes', (times: number) => number>;

async function benchCalls(): Promise<void> {
  const path = await assemble(await readWat('calls.wat'));
  const [fast, plain] = await Promise.all([programOf(path, true), programOf(path, false)]);
  const [quick, slow] = [(await fast({})) as Calls, (await plain({})) as Calls];
  // The plain path is some hundred times slower; a thousandth of the calls gives the same figure a call.
  for (const name of ['adds', 'echoes'] as const) {
    quick[name](1_000_000);
    slow[name](1_000);
    const calls = await pair(
      5,
      () => quick[name](1_000_000),
      () => slow[name](1_000),
    );
    row(`${name}, past jco's bookkeeping (ns a call)`, calls.first);
    const perCall = calls.ratio / 1000;
    ratio("the same through jco's bookkeeping, times as much", 1 / perCall);
  }
}
