import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { compose } from '../../../compose/compose.ts';
import { run } from '../../../run/run.ts';
import { newerNode } from '../../../testing/newer-node.ts';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { newerGuests } from '../../testing/newer-guests.ts';

const program = (name: string): string => resolve(`test-fixtures/programs/${name}`);

/** What the Rust program `consumer` calls; nothing waits. */
const goods = `
let report: (left: number) => void;
let left: Promise<number>;
export const goods = {
  async slow(n: number) { await null; return n; },
  cancelled: () => 0,
  async numbers(count: number) {
    left = new Promise((done) => { report = done; });
    return (async function* () {
      let given = 0;
      try { for (; given < count; given++) yield given + 1; } finally { report(count - given); }
    })();
  },
  async left() { return left; },
  async texts(texts: string[]) { return (async function* () { yield* texts; })(); },
  async sum(numbers: AsyncIterable<number>) { let sum = 0n; for await (const n of numbers) sum += BigInt(n); return sum; },
  async first(numbers: AsyncIterable<number>, count: number) {
    const all: number[] = [];
    for await (const n of numbers) if (all.push(n) === count) break;
    return all;
  },
  async echo(bytes: AsyncIterable<Uint8Array>) { return bytes; },
  async later(n: number) { return wit.Future.from(n).readable; },
  async passed(number: { read(): Promise<number> }) { return (await number.read()) + 1; },
  async fails(why: string) { await null; throw why; },
  async traps() { await null; throw new RangeError('as it was asked to'); },
  async alone() { return 1; },
  async blocking() { return ''; },
};`;

const steps = [
  'slow 3 5 + at-once 50 + at-once-cancelled + slow 1 1',
  'numbers 0 + numbers 1000 + slowly 10 3 + some 10 3 + some 3 10',
  'texts a bb ä + texts + sum 0 + sum 1000 + first 10 3 + back 100',
  'echo 0 + echo 70000 + later 4 0 + passed 8 + passed-on 9 0 + unawaited 1',
  'fails so it is + slow 1 1',
  'slow 1 1 + traps + slow 2 1',
];

describe('a component in Rust that calls one in TypeScript', { skip: newerNode.missing }, () => {
  const suite = newerGuests(async (all) => {
    const wit = await readFile(program('consumer/wit/trade.wit'), 'utf8');
    const built = await all.build({
      'package.json': JSON.stringify({ name: 'goods', component: { world: 'goods-only' } }),
      'wit/trade.wit': `${wit}\nworld goods-only { export goods; }`,
      'src/index.ts': goods,
    });
    const parts = [program('consumer/consumer.wasm'), built, program('blocking/blocking.wasm')];
    const build = (folder: string): never => assert.fail(`${folder} is a component`);
    const { signal } = new AbortController();
    const component = join(all.folder, 'both.wasm');
    await compose({ parts, out: component }, { build, signal });
    return component;
  });

  for (const step of steps)
    it(`does as under wasmtime: ${step}`, { skip: wasmtime.missing }, async () => {
      let here = '';
      const output = (stream: string, bytes: Uint8Array) =>
        void (here += stream === 'stdout' ? Buffer.from(bytes).toString() : '');
      const grants = { args: ['both.wasm', ...step.split(' ')] };
      const { signal } = new AbortController();
      const storage = join(suite.folder, 'storage');
      const outcome = await run({ component: suite.component, grants }, { signal, storage, output }).then(
        ({ exitCode }) => exitCode === 0,
        () => false,
      );
      const options = ['run', '-W', 'component-model-async', '-S', 'p3', suite.component, ...step.split(' ')];
      const theirs = wasmtimeRun(options);
      assert.deepEqual({ outcome, here }, { outcome: theirs.outcome, here: theirs.text });
      assert.equal(outcome, !step.includes('traps'));
    });
});

function wasmtimeRun(options: readonly string[]): { readonly outcome: boolean; readonly text: string } {
  try {
    const text = execFileSync(wasmtime.path, options, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { outcome: true, text };
  } catch (error) {
    return { outcome: false, text: (error as { readonly stdout: string }).stdout };
  }
}
