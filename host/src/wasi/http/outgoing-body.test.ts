import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OutgoingBody } from './outgoing-body.ts';

const MIB = 1_048_576;

/** A body with its stream, and a sink that counts what it got and has the given room. */
function connected(room: () => number) {
  const body = new OutgoingBody(undefined, 'HTTP-response-body-size');
  const stream = body.write();
  const got: number[] = [];
  const connect = (): void =>
    OutgoingBody.connect(body, {
      write: (bytes) => void got.push(bytes.length),
      end: () => {},
      broken: assert.fail,
      room,
    });
  return { stream, got, connect };
}

describe('an outgoing body', () => {
  it('permits as many bytes at once as wasmtime, or none', () => {
    let room = 2 * MIB;
    const { stream, connect } = connected(() => room);
    connect();
    assert.equal(stream.checkWrite(), BigInt(MIB));
    room = MIB;
    assert.equal(stream.checkWrite(), BigInt(MIB));
    room--;
    assert.equal(stream.checkWrite(), 0n);
    assert.throws(() => stream.writeZeroes(1n), /more zeroes than check-write allows/);
  });

  it('buffers two such pieces before it has a reader, who gets them in order', () => {
    const { stream, got, connect } = connected(() => 0);
    for (const length of [MIB, MIB - 1]) {
      assert.equal(stream.checkWrite(), BigInt(MIB));
      stream.write(new Uint8Array(length));
    }
    assert.equal(stream.checkWrite(), 0n);
    connect();
    assert.deepEqual(got, [MIB, MIB - 1]);
    assert.equal(stream.checkWrite(), 0n);
  });
});
