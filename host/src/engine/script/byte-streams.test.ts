import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'node:test';
import { moveBytes } from './byte-streams.ts';
import { assemble, readWat, storage } from '../testing/instantiate-wat.ts';
import { scriptOf, transpile } from '../transpile.ts';

type List = unknown[] | Uint8Array;

describe('a stream of bytes', () => {
  let script: string;
  before(async () => {
    const transpiled = await transpile(await assemble(await readWat('byte-stream.wat')), storage);
    script = await readFile(fileURLToPath(scriptOf(transpiled)), 'utf8');
  });

  /** Without the script, which is long, in a failure. */
  const has = (part: string): boolean => script.includes(part);

  it('crosses between memory and host as typed arrays', () => {
    for (const part of [
      'values = new Uint8Array(this.#memory.buffer, this.#ptr, count).slice();',
      'this.#hostOnlyData = joined$(this.#hostOnlyData, values);',
      'values = pendingValues.drainInto(values, count);',
      'const cancelValues = pendingValues.drainInto([], buffer.remaining());',
      'target = joined$(target, chunk.slice(',
    ])
      assert.ok(has(part), part);
    assert.ok(!has('Array.isArray(values)) { throw'));
    assert.ok(!has('Array.isArray(args.data)'));
  });

  it('is pulled from the host only as far as the guest reads', () => {
    for (const part of [
      'async readSource(wanted) {',
      'this.#readFn(wanted)',
      'asyncIterator.next(wanted)',
      'const appended = await pendingValues.readSource(count)',
      'await pendingValues.readSource(1)',
    ])
      assert.ok(has(part), part);
  });

  it('releases its buffers', () => {
    assert.ok(has('new ManagedBuffer(') && !has('instanceBuffers.set('));
  });

  it('is joined from any chunks', () => {
    const marker = 'values = Array.from(new Uint8Array(this.#memory.buffer, this.#ptr, count));';
    const joined = new Function(`${moveBytes(`/* ${marker} */`)} return joined$;`)() as (
      values: List,
      more: List,
    ) => List;
    const [ab, c] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
    assert.deepEqual(joined([], ab), ab);
    assert.deepEqual(joined(ab, c), Uint8Array.of(1, 2, 3));
    assert.deepEqual(joined(ab, [3]), Uint8Array.of(1, 2, 3));
    assert.deepEqual(joined(ab, []), ab);
    assert.deepEqual(joined([1], c), [1, 3]);
    assert.deepEqual(joined([], ['a']), ['a']);
    assert.deepEqual(joined([], []), []);
  });
});
