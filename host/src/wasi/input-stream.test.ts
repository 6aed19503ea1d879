import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../base/problem.ts';
import { InputStream, readySource, sourceOf } from './input-stream.ts';
import { IoError } from './stream-error.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const streamOf = (bytes: string): InputStream => new InputStream(sourceOf(new TextEncoder().encode(bytes)));
const isClosed = { tag: 'closed' };

describe('an input stream', () => {
  it('yields its bytes, then stays closed', () => {
    const stream = streamOf('hello');
    assert.equal(text(stream.read(2n)), 'he');
    assert.equal(stream.skip(1n), 1n);
    assert.equal(text(stream.blockingRead(2n ** 64n - 1n) as Uint8Array), 'lo');
    assert.throws(() => stream.read(1n), isClosed);
    assert.throws(() => stream.read(0n), isClosed);
  });

  it('does not read its source when the guest requests no bytes', () => {
    const stream = new InputStream(readySource(() => assert.fail('the source was asked')));
    assert.deepEqual(stream.read(0n), new Uint8Array());
  });

  it('fails once, then stays closed', () => {
    const stream = new InputStream(
      readySource(() => {
        throw new IoError('broken');
      }),
    );
    assert.throws(() => stream.read(1n), { tag: 'last-operation-failed' });
    assert.throws(() => stream.read(1n), isClosed);
  });

  it('hides internal errors of the host from the guest', () => {
    const stream = new InputStream(
      readySource(() => {
        throw new Error('ENOENT: /home/user');
      }),
    );
    assert.throws(
      () => stream.read(1n),
      ({ val }: { val: IoError }) => val.toDebugString() === 'the operation failed',
    );
  });

  it('releases its source once: at the end, or when it is dropped', () => {
    let closed = 0;
    const source = { ...sourceOf(new Uint8Array(1)), close: () => void closed++ };
    const stream = new InputStream(source);
    stream.read(1n);
    assert.equal(closed, 0);
    assert.throws(() => stream.read(1n), isClosed);
    stream[Symbol.dispose]();
    assert.equal(closed, 1);
  });

  it('traps when dropped before its pollable', () => {
    const stream = streamOf('');
    const pollable = stream.subscribe();
    assert.throws(
      () => stream[Symbol.dispose](),
      (error) => error instanceof HostError && error.problem.code === 'wasi-misuse',
    );
    pollable[Symbol.dispose]();
    pollable[Symbol.dispose]();
    stream[Symbol.dispose]();
  });
});
