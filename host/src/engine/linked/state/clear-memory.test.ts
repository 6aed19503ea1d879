import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryClearer } from './clear-memory.ts';

describe('clearing the nonzero parts of a memory', () => {
  it('clears every written byte from first to last', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const bytes = new Uint8Array(memory.buffer);
    const [start, end] = [4096, 12_288];
    const clear = memoryClearer(memory);
    for (let at = start; at < end; at++) {
      bytes[at] = 1 << (at & 7);
      clear(start, end);
      assert.equal(bytes[at], 0, `at ${at}`);
    }
  });

  it('leaves bytes outside the range unchanged', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 3 });
    const bytes = new Uint8Array(memory.buffer).fill(7);
    const clear = memoryClearer(memory);
    clear(512, 512);
    assert.ok(bytes.every((byte) => byte === 7));
    clear(256, 65_536);
    assert.ok(bytes.every((byte, at) => byte === (at < 256 ? 7 : 0)));
  });

  it('accepts a memory without pages', () => memoryClearer(new WebAssembly.Memory({ initial: 0 }))(0, 0));
});
