import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { coreInstantiator } from './fast-path.ts';
import { loadWasmTools } from './jco.ts';
import type { Exports, Program } from './instantiate.ts';
import { assemble, programOf, readWat } from './testing/instantiate-wat.ts';

type Calls = Exports &
  Record<'adds' | 'loops' | 'echoes', (times: number) => number> &
  Record<'greeting' | 'broken' | 'outside', () => unknown>;

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

      it('trap at a string that ends behind the memory', async () => {
        const { outside } = await start(name);
        assert.throws(outside, /string content out-of-bounds/);
      });
    });
  }
});

describe('the stand-ins', () => {
  const adapter = (more: WebAssembly.Imports = {}) => ({
    async: { 'enter-sync-call': unmodified },
    callee: {},
    ...more,
  });
  const unmodified = () => assert.fail('the unmodified function was called');
  /** Imports `async.enter-sync-call` and calls it at its start, so that it shows which one it got. */
  let caller: WebAssembly.Module;
  before(async () => {
    const { parse } = await loadWasmTools();
    const bytes = await parse('(module (import "async" "enter-sync-call" (func)) (start 0))');
    caller = await WebAssembly.compile(new Uint8Array(bytes));
  });

  it('are given to an adapter whose callee reaches only WebAssembly', () => {
    coreInstantiator()(caller, adapter());
  });

  it('are not given when a callee is a function of the host', () => {
    assert.throws(
      () => coreInstantiator()(caller, adapter({ callee: { adapter0: () => 0 } })),
      /unmodified function/,
    );
  });

  it('are not given when resources cross', () => {
    const resource = { 'transfer-borrow': () => 0 };
    assert.throws(() => coreInstantiator()(caller, adapter({ resource })), /unmodified function/);
  });

  it('are not given when a callee may be asynchronous', () => {
    const asynchronous = { async: { 'enter-sync-call': unmodified, 'prepare-call': () => 0 } };
    assert.throws(() => coreInstantiator()(caller, adapter(asynchronous)), /unmodified function/);
  });
});
