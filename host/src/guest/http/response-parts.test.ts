import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  newBell,
  newPartsCells,
  PartsWriter,
  readParts,
  type ResponseMessage,
  type Part,
} from './response-parts.ts';

/** Both ends, in one thread: it may not write more than there is room for. */
function bothEnds() {
  const bell = newBell();
  const cells = newPartsCells(bell);
  return { writer: new PartsWriter(cells), read: () => readParts(cells), rung: () => Atomics.load(bell, 0) };
}

const head: ResponseMessage = {
  kind: 'head',
  id: 7,
  status: 200,
  headers: [['x-name', 'caf\xe9 "\\']],
  isEmpty: false,
};

const contents = (parts: readonly Part[]): Buffer =>
  Buffer.concat(parts.map((part) => (part.kind === 'chunk' ? part.bytes : Buffer.of())));

describe('parts of a response', () => {
  it('arrive in order, with unchanged text and bytes', () => {
    const { writer, read } = bothEnds();
    const parts: readonly Part[] = [
      head,
      { kind: 'chunk', id: 7, lane: 0, bytes: new Uint8Array([0, 255, 128]) },
      { kind: 'output', stream: 'stderr', bytes: new Uint8Array([10]) },
      { kind: 'end', id: 7, trailers: [['x-sum', '\xff']] },
      { kind: 'refused', id: 8, problem: { code: 'guest-trap', message: 'why', causes: ['a', 'b'] } },
      { kind: 'took', id: 9, lane: 63 },
      { kind: 'idle', id: 9 },
      { kind: 'end', id: 9, trailers: [] },
      { kind: 'idle' },
    ];
    for (const part of parts) writer.write(part);
    assert.deepEqual(read(), parts);
    assert.deepEqual(read(), []);
  });

  it('wrap around the end of the buffer', () => {
    const { writer, read } = bothEnds();
    for (let turn = 0; turn < 60; turn++) {
      const bytes = Buffer.alloc(100_000 + turn * 1_111, turn + 1);
      writer.write({ kind: 'chunk', id: turn, lane: 0, bytes });
      writer.write({ kind: 'idle' });
      const parts = read();
      assert.ok(contents(parts).equals(bytes), `turn ${turn}`);
      assert.equal(parts.at(-1)?.kind, 'idle');
    }
  });

  it('merge consecutive chunks of a response', () => {
    const { writer, read } = bothEnds();
    const chunk = (id: number, ...bytes: number[]): Part => ({
      kind: 'chunk',
      id,
      lane: 0,
      bytes: Uint8Array.from(bytes),
    });
    for (const part of [chunk(1, 1, 2), chunk(1, 3), chunk(2, 4), head, chunk(7, 5), chunk(7, 6)])
      writer.write(part);
    assert.deepEqual(read(), [chunk(1, 1, 2, 3), chunk(2, 4), head, chunk(7, 5, 6)]);
  });

  it('split a chunk beyond the maximum length', () => {
    const { writer, read } = bothEnds();
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
    writer.write({ kind: 'chunk', id: 1, lane: 0, bytes });
    assert.ok(contents(read()).equals(bytes));
  });

  it('hold a head with the most fields, and an error of any length', () => {
    const { writer, read } = bothEnds();
    const headers: [string, string][] = [['x-all', '\xff'.repeat(131_000)]];
    writer.write({ ...head, headers });
    const message = 'x'.repeat(10_000_000);
    writer.write({ kind: 'refused', id: 1, problem: { code: 'guest-error', message, causes: [message] } });
    const [first, second] = read();
    assert.deepEqual(first, { ...head, headers });
    assert.ok(second?.kind === 'refused' && message.startsWith(second.problem.message));
  });

  it('wake their reader once, when complete', () => {
    const { writer, rung } = bothEnds();
    writer.write(head);
    writer.write({ kind: 'idle' });
    assert.equal(rung(), 0);
    writer.ring();
    writer.ring();
    assert.equal(rung(), 1);
  });
});
