import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import { contentLength, Fields } from './fields.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const from = (...entries: readonly (readonly [string, string])[]): Fields =>
  Fields.fromList(entries.map(([name, value]) => [name, bytes(value)] as const));
const shown = (fields: Fields): string =>
  fields
    .entries()
    .map(([name, value]) => `${name}=${Buffer.from(value).toString('latin1')}`)
    .join(' ');
const isTrap = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'wasi-misuse';

describe('fields of wasi:http', () => {
  it('have names in lower case, and the values of one name together', () => {
    assert.equal(shown(from(['A', '1'], ['b', '2'], ['a', '3'])), 'a=1 a=3 b=2');
  });

  it('keep the position of a name that is set again', () => {
    const fields = from(['a', '1'], ['b', '2'], ['c', '3']);
    fields.set('B', [bytes('4'), bytes('5')]);
    assert.equal(shown(fields), 'a=1 b=4 b=5 c=3');
  });

  it('move the last name to the position of a deleted one', () => {
    const fields = from(['a', '1'], ['b', '2'], ['c', '3'], ['d', '4']);
    fields.delete('A');
    assert.equal(shown(fields), 'd=4 b=2 c=3');
    fields.set('c', []);
    assert.equal(shown(fields), 'd=4 b=2');
  });

  it('are independent copies', () => {
    const fields = Fields.lock(from(['a', '1']));
    const copy = fields.clone();
    copy.append('a', bytes('2'));
    assert.deepEqual([shown(fields), shown(copy)], ['a=1', 'a=1 a=2']);
  });

  it('do not change with the bytes of the guest', () => {
    const value = bytes('one');
    const fields = new Fields();
    fields.append('a', value);
    value.fill(0);
    assert.equal(shown(fields), 'a=one');
  });

  for (const length of ['abc', '', '-5', '+5', ' 5', '1e3', '18446744073709551616'])
    it(`refuse the content-length ${JSON.stringify(length)}`, () => {
      assert.throws(() => from(['content-length', length]), { tag: 'invalid-syntax' });
    });

  it('write a content-length without zeros before it, and count the first of two', () => {
    const fields = from(['content-length', '007'], ['Content-Length', '2']);
    assert.equal(shown(fields), 'content-length=7 content-length=2');
    assert.equal(contentLength(fields), 7n);
  });

  it('report an invalid name before immutability', () => {
    const fields = Fields.lock(from(['a', '1']));
    assert.throws(() => fields.append('a b', bytes('1')), { tag: 'invalid-syntax' });
    assert.throws(() => fields.delete('Host'), { tag: 'forbidden' });
    assert.throws(() => fields.set('a', []), { tag: 'immutable' });
  });

  it('trap beyond 128 KiB, counted like wasmtime', () => {
    const fields = new Fields();
    for (let count = 0; count < 3275; count++) fields.append('x', bytes(''));
    assert.throws(() => fields.append('x', bytes('')), isTrap);
    assert.throws(() => fields.append('y', bytes('')), isTrap);
    fields.set('x', [bytes('v'.repeat(130_999))]);
    assert.throws(() => fields.set('x', [bytes('v'.repeat(131_000))]), isTrap);
  });

  it('arrive from the wire unchanged and immutable, without hop-by-hop fields', () => {
    const fields = Fields.received([
      ['Host', bytes('x')],
      ['X-A', bytes('1')],
      ['Te', bytes('trailers')],
      ['x-a', bytes('2')],
      ['content-length', bytes('07')],
    ]);
    assert.equal(shown(fields), 'content-length=07 x-a=1 x-a=2 te=trailers');
    assert.throws(() => fields.delete('x-a'), { tag: 'immutable' });
  });
});
