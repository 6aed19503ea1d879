import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { callInWasmtime } from '../../build/testing/guests.ts';
import { newerGuests } from '../../build/testing/newer-guests.ts';
import { assembleBytes } from '../../engine/testing/instantiate-wat.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { wasmtime } from '../../testing/wasmtime.ts';

const UNALIGNED = /unaligned pointer|pointer not aligned/;
const OUTSIDE = /out of bounds memory access/;

/** The result of `resolve` is `access-denied`, in the error case of 20 bytes; `pair` has 16. The memory has 65,536. */
const calls: readonly (readonly [call: string, outcome: string | RegExp])[] = [
  ['resolve(16)', '1'],
  ['resolve(65516)', '1'],
  ['resolve(18)', UNALIGNED],
  ['resolve(65520)', OUTSIDE],
  ['resolve(4294967288)', OUTSIDE],
  ['pair(16)', '7'],
  ['pair(65520)', '7'],
  ['pair(20)', UNALIGNED],
  ['pair(65528)', OUTSIDE],
];

describe('the result of an asynchronous call', { skip: newerNode.missing }, () => {
  const suite = newerGuests(async (all) => {
    const wat = await readFile(new URL('../testing/async-pointers.wat', import.meta.url), 'utf8');
    const component = join(all.folder, 'component.wasm');
    await writeFile(component, await assembleBytes(wat));
    return component;
  });

  for (const [call, outcome] of calls)
    it(`of ${call} is ${typeof outcome === 'string' ? outcome : 'a trap'}`, async () => {
      const { value, problem } = await suite.call(call);
      if (typeof outcome === 'string') return assert.equal(value, outcome);
      assert.equal(problem?.code, 'guest-trap');
      assert.match(problem.message, outcome);
    });

  it('is the same in wasmtime', { skip: wasmtime.missing }, () => {
    const options = ['-W', 'component-model-async=y', '-S', 'p3'];
    for (const [call, outcome] of calls) {
      const { status, value } = callInWasmtime(suite.component, call, options);
      if (typeof outcome === 'string') assert.equal(value, outcome, call);
      else assert.notEqual(status, 0, call);
    }
  });
});
