import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { copiedTextModule } from './copied-text.ts';
import { coreInstantiator, type CoreInstantiator } from './fast-path.ts';
import { loadWasmTools } from '../jco.ts';
import type { Exports, Program } from '../instantiate.ts';
import { pendingCallsModule } from './pending-calls.ts';
import { assemble, programOf, readWat } from '../testing/instantiate-wat.ts';

type Calls = Exports &
  Record<'adds' | 'loops' | 'echoes', (times: number) => number> &
  Record<'greeting' | 'broken' | 'outside', () => unknown>;

const WAITS = 'hears of each call when an instance may wait';

describe('calls between components', () => {
  const programs: Record<string, Program> = {};
  before(async () => {
    const path = await assemble(await readWat('calls.wat'));
    programs['fast'] = await programOf(path, true);
    programs['unmodified'] = await programOf(path, false);
  });
  const start = async (name: string) => (await programs[name]!({})) as Calls;

  for (const name of ['fast', 'unmodified']) {
    describe(`on the ${name} path`, () => {
      it('pass numbers and strings', async () => {
        const { adds, echoes, greeting } = await start(name);
        assert.equal(adds(1000), 3000);
        assert.equal(echoes(1000), 20_000);
        assert.equal(greeting(), 'héllo, w€rld 🌍');
      });

      it('trap at a string that is not UTF-8', async () => {
        const { broken } = await start(name);
        assert.throws(broken, /valid for encoding utf-8/);
      });

      it('trap at a string beyond the end of memory', async () => {
        const { outside } = await start(name);
        assert.throws(outside, /string content out-of-bounds/);
      });
    });
  }
});

/** Graphs of the toolkit, whose calls of each other pass handles, call the host and trap. */
const GRAPHS: Record<string, readonly string[]> = {
  resources: ['lend', 'take', 'dropped', 'handles', 'many', 'twice', 'afterTake', 'unknown', 'held'],
  strings: ['shout', 'sum', 'broken'],
};

describe('a graph of components', () => {
  for (const [graph, calls] of Object.entries(GRAPHS))
    it(`returns and traps alike on both paths: ${graph}`, async () => {
      const path = await assemble(await readWat(`../../../../toolkit/fuse/tests/graphs/${graph}.wat`));
      for (const call of calls) {
        const argument = { shout: 'grüße', sum: [1, 2, 3] }[call] ?? 3;
        const outcomes = [true, false].map(async (fast) => {
          const functions = (await (
            await programOf(path, fast)
          )({})) as Record<string, (of: unknown) => unknown>;
          try {
            return functions[call]!(argument);
          } catch (error) {
            return (error as Error).message;
          }
        });
        const [fast, unmodified] = await Promise.all(outcomes);
        assert.deepEqual(fast, unmodified, call);
      }
    });
});

describe("jco's bookkeeping", () => {
  /** Calls `f` between the two, as an adapter does. */
  let adapter: WebAssembly.Module;
  /** Calls a function of the host. */
  let callee: WebAssembly.Module;
  let heard: string[];
  beforeEach(() => (heard = []));
  before(async () => {
    const { parse } = await loadWasmTools();
    adapter = new WebAssembly.Module(
      new Uint8Array(
        await parse(`(module (import "async" "enter-sync-call" (func $enter (param i32 i32 i32)))
          (import "async" "exit-sync-call" (func $exit)) (import "callee" "f" (func $f))
          (func (export "f") (call $enter (i32.const 1) (i32.const 0) (i32.const 2)) (call $f) (call $exit)))`),
      ),
    );
    callee = new WebAssembly.Module(
      new Uint8Array(
        await parse('(module (import "" "host" (func $host)) (func (export "f") (call $host)))'),
      ),
    );
  });

  const hear =
    (name: string) =>
    (...values: unknown[]) =>
      void heard.push([name, ...values].join(' '));
  const async = () => ({
    'enter-sync-call': Object.assign(hear('enter'), { entersCall$: true }),
    'exit-sync-call': hear('exit'),
  });
  const call = (instantiate: CoreInstantiator, f: unknown, given = async()) =>
    (instantiate(adapter, { async: given, callee: { f } }).exports['f'] as () => void)();

  it('records no call when nothing observes it', () => {
    const instantiate = coreInstantiator();
    const host = Object.assign(hear('host'), { unobservant$: true });
    call(instantiate, instantiate(callee, { '': { host } }).exports['f']);
    assert.deepEqual(heard, ['host']);
  });

  it('records the start of a call before the host is called, and its end', () => {
    const instantiate = coreInstantiator();
    const inner = instantiate(adapter, {
      async: async(),
      callee: { f: instantiate(callee, { '': { host: hear('host') } }).exports['f'] },
    });
    call(instantiate, inner.exports['f']);
    assert.deepEqual(heard, ['enter 1 0 2', 'enter 1 0 2', 'host', 'exit', 'exit']);
  });

  it('records each call when a guest uses the names of an adapter', () => {
    call(coreInstantiator(), () => {}, { ...async(), 'enter-sync-call': hear('enter') as never });
    assert.deepEqual(heard, ['enter 1 0 2', 'exit']);
  });

  onNewerNode(WAITS, () => {
    it(WAITS, () => {
      const instantiate = coreInstantiator();
      const waits = new (WebAssembly.Suspending as unknown as new (f: () => void) => object)(() => {});
      instantiate(callee, { '': { host: waits } });
      call(instantiate, () => {});
      assert.deepEqual(heard, ['enter 1 0 2', 'exit']);
    });
  });

  it('records no end of a call that traps', () => {
    const instantiate = coreInstantiator();
    const trap = (): never => {
      throw new WebAssembly.RuntimeError('trap');
    };
    assert.throws(() => call(instantiate, trap));
    instantiate.forget();
    const observed = instantiate(callee, { '': { host: hear('host') } });
    (observed.exports['f'] as () => void)();
    assert.deepEqual(heard, ['host']);
  });

  it('counts borrows of a call until it ends', () => {
    const instantiate = coreInstantiator();
    const table = [0, 0, 0, 7];
    const counts: unknown[] = [];
    const borrow = (): void => void counts.push(instantiate.lend(table, 1, 3, 4), table[2]);
    call(instantiate, borrow);
    assert.deepEqual([counts, table[2], heard], [[true, 1], 0, []]);
    const resource = { 'transfer-borrow': hear('borrow') };
    const observing = () => (borrow(), instantiate.enterAll());
    const outer = instantiate(adapter, { async: async(), callee: { f: observing }, resource });
    (outer.exports['f'] as () => void)();
    assert.deepEqual([table[2], heard], [0, ['enter 1 0 2', 'borrow 1 3 4', 'exit']]);
    assert.equal(instantiate.lend(table, 1, 3, 4), false);
  });

  it('has modules that match their text format', async () => {
    const { parse } = await loadWasmTools();
    const bytesOf = async (name: string) =>
      Buffer.from(await parse(await readWat(`../fast-path/${name}.wat`)));
    assert.deepEqual(await bytesOf('pending-calls'), pendingCallsModule());
    assert.deepEqual(await bytesOf('copied-text'), copiedTextModule());
  });
});
