import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../base/problem.ts';
import { InputStream, sourceOf } from './input-stream.ts';
import { OutputStream, type OutputOptions } from './output-stream.ts';
import { IoError } from './stream-error.ts';

function collecting(options?: OutputOptions): { stream: OutputStream; written: () => string } {
  const chunks: string[] = [];
  const stream = new OutputStream((bytes) => void chunks.push(Buffer.from(bytes).toString()), options);
  return { stream, written: () => chunks.join('') };
}

const failing = (options?: OutputOptions): OutputStream =>
  new OutputStream(() => {
    throw new IoError('full');
  }, options);

const isMisuse = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'wasi-misuse';

describe('an output stream', () => {
  it('passes bytes on', () => {
    const { stream, written } = collecting();
    stream.write(Buffer.from('a'));
    stream.blockingWriteAndFlush(Buffer.from('b'));
    assert.equal(stream.splice(new InputStream(sourceOf(Buffer.from('cde'))), 2n), 2n);
    assert.equal(written(), 'abcd');
  });

  it('permits as many bytes as there is room for', () => {
    let room = 10;
    const { stream } = collecting({ room: () => room });
    assert.equal(stream.checkWrite(), 10n);
    assert.equal(stream.subscribe().ready(), true);
    room = 0;
    assert.equal(stream.checkWrite(), 0n);
    assert.equal(stream.subscribe().ready(), false);
    room = 1e9;
    assert.equal(stream.checkWrite(), 65_536n);
  });

  it('fails once, then stays closed', () => {
    const stream = failing();
    assert.throws(() => stream.write(Buffer.from('a')), { tag: 'last-operation-failed' });
    assert.throws(() => stream.checkWrite(), { tag: 'closed' });
  });

  it('reports the failure of a file in the next call', () => {
    const stream = failing({ later: true });
    stream.write(Buffer.from('a'));
    assert.throws(() => stream.blockingFlush(), { tag: 'last-operation-failed' });
    assert.throws(() => stream.write(Buffer.from('a')), { tag: 'closed' });
  });

  it('permits no second write to a file until it was flushed or ready', () => {
    const { stream, written } = collecting({ later: true });
    stream.write(Buffer.from('a'));
    assert.throws(() => stream.write(Buffer.from('b')), isMisuse);
    assert.equal(stream.checkWrite(), 0n);
    stream.subscribe().ready();
    assert.equal(stream.checkWrite(), 65_536n);
    stream.write(Buffer.from('c'));
    stream.blockingFlush();
    assert.equal(stream.checkWrite(), 65_536n);
    assert.equal(written(), 'ac');
  });

  it('traps on more than 4096 bytes in one blocking write', () => {
    const { stream, written } = collecting();
    stream.blockingWriteAndFlush(Buffer.alloc(4096));
    assert.throws(() => stream.blockingWriteAndFlush(Buffer.alloc(4097)), isMisuse);
    assert.throws(() => stream.blockingWriteZeroesAndFlush(2n ** 64n - 1n), isMisuse);
    assert.throws(() => stream.writeZeroes(2n ** 63n), isMisuse);
    assert.equal(written().length, 4096);
  });

  it('traps when dropped before its pollable', () => {
    const { stream } = collecting();
    const pollable = stream.subscribe();
    assert.throws(() => stream[Symbol.dispose](), isMisuse);
    pollable[Symbol.dispose]();
    stream[Symbol.dispose]();
    assert.throws(() => stream.write(Buffer.from('a')), { tag: 'closed' });
  });
});
