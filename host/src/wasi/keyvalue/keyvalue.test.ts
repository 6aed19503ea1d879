import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runOn } from '../../keyvalue/store.ts';
import { Table } from '../../keyvalue/table.ts';
import type { CallStore } from './call.ts';
import { keyvalue } from './keyvalue.ts';

/** A store that replies at once. */
function stores() {
  const table = new Table();
  const call: CallStore = ({ operation }) => ({ ok: runOn(table, operation).result });
  return keyvalue({ identifiers: ['default'], call });
}
const bytes = (text: string): Uint8Array => Buffer.from(text);
const DRAFT2 = '@0.2.0-draft2';

describe('wasi:keyvalue 0.2.0-draft2', () => {
  it('swaps a value that has not changed', () => {
    const interfaces = stores();
    const bucket = interfaces[`wasi:keyvalue/store${DRAFT2}`].open('default');
    const { Cas, swap } = interfaces[`wasi:keyvalue/atomics${DRAFT2}`];
    const first = Cas.new(bucket, 'k');
    assert.equal(first.current(), undefined);
    swap(first, bytes('1'));
    assert.deepEqual(bucket.get('k'), bytes('1'));
  });

  it('fails with a handle on the newest value after a concurrent change', () => {
    const interfaces = stores();
    const bucket = interfaces[`wasi:keyvalue/store${DRAFT2}`].open('default');
    const { Cas, swap } = interfaces[`wasi:keyvalue/atomics${DRAFT2}`];
    const slow = Cas.new(bucket, 'k');
    bucket.set('k', bytes('other'));
    let failure: { tag?: string; val?: ReturnType<typeof Cas.new> } = {};
    try {
      swap(slow, bytes('mine'));
    } catch (error) {
      failure = error as typeof failure;
    }
    assert.equal(failure.tag, 'cas-failed');
    assert.deepEqual(failure.val?.current(), bytes('other'));
    swap(failure.val!, bytes('mine'));
    assert.deepEqual(bucket.get('k'), bytes('mine'));
  });

  it('counts below zero, and returns every key of a batch', () => {
    const interfaces = stores();
    const bucket = interfaces[`wasi:keyvalue/store${DRAFT2}`].open('default');
    const { increment } = interfaces[`wasi:keyvalue/atomics${DRAFT2}`];
    assert.equal(increment(bucket, 'n', -3n), -3n);
    assert.throws(
      () => increment(bucket, 'n', -(2n ** 63n)),
      (error) => (error as { tag: string }).tag === 'other',
    );
    assert.deepEqual(interfaces[`wasi:keyvalue/batch${DRAFT2}`].getMany(bucket, ['n', 'm']), [
      ['n', bytes('-3')],
      ['m', undefined],
    ]);
  });

  it('continues after a page while keys come and go', () => {
    const interfaces = stores();
    const bucket = interfaces[`wasi:keyvalue/store${DRAFT2}`].open('default');
    const names = Array.from({ length: 1500 }, (_, at) => `k${at}`);
    const { setMany, deleteMany } = interfaces[`wasi:keyvalue/batch${DRAFT2}`];
    setMany(
      bucket,
      names.map((name) => [name, bytes('')] as const),
    );
    const first = bucket.listKeys(undefined);
    assert.equal(first.keys.length, 1000);
    deleteMany(bucket, [...first.keys, 'k1200']);
    bucket.set('late', bytes(''));
    const second = bucket.listKeys(first.cursor);
    assert.deepEqual(second.keys, [...names.slice(1000).filter((name) => name !== 'k1200'), 'late']);
    assert.equal(second.cursor, undefined);
    assert.throws(
      () => bucket.listKeys('x'),
      (error) => (error as { tag: string }).tag === 'other',
    );
  });

  it('refuses a store that is not granted', () => {
    assert.throws(
      () => stores()['wasi:keyvalue/store@0.2.0-draft2'].open('x'),
      (error) => (error as { tag: string }).tag === 'no-such-store',
    );
  });
});
