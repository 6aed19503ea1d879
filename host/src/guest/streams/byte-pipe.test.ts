import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { PipeReader } from './byte-pipe.ts';
import { Feed } from './feed.ts';

/** Different at each place, and long enough to come to the end of the shared memory several times. */
const BYTES = Buffer.from(Uint32Array.from({ length: 500_000 }, (_, at) => at * 2_654_435_761).buffer);
const SIZES = [1, 3, 65_536, 7, 100_001, 13, 300_000, 4_096];

/** `BYTES` in pieces of these sizes, over and over. */
function* pieces(): Generator<Buffer> {
  for (let [at, n] = [0, 0]; at < BYTES.length; n++) {
    const size = SIZES[n % SIZES.length]!;
    yield Buffer.from(BYTES.subarray(at, at + size));
    at += size;
  }
}

/** Reads to the end, as a guest does, so many bytes at once as `SIZES` say. */
async function readAll(reader: PipeReader): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let n = 0; ; n++) {
    while (!reader.ready()) await turn();
    const bytes = reader.read(SIZES[n % SIZES.length]!);
    if (!bytes) return Buffer.concat(parts);
    parts.push(bytes);
  }
}

describe('a stream of bytes to a guest', () => {
  for (const eager of [false, true])
    it(`arrives unchanged, and its trailers after it${eager ? ', when it is read ahead' : ''}`, async () => {
      const trailers = [['x-sum', Uint8Array.of(52)]] as const;
      const feed = new Feed(Readable.from(pieces(), { objectMode: false }), () => {}, {
        eager,
        trailers: () => trailers,
      });
      const reader = new PipeReader(feed.port, { eager });
      assert.ok((await readAll(reader)).equals(BYTES));
      assert.deepEqual(reader.trailers(), trailers);
      feed.close();
    });

  it('delivers everything that came before it failed', async () => {
    const source = Readable.from(
      (function* () {
        yield* pieces();
        throw new Error('the client left');
      })(),
      { objectMode: false },
    );
    const feed = new Feed(source, () => {});
    const reader = new PipeReader(feed.port);
    let read = 0;
    await assert.rejects(async () => {
      for (; ; await turn()) while (reader.ready()) read += reader.read(65_536)!.length;
    }, /the client left/);
    assert.equal(read, BYTES.length);
    feed.close();
  });
});
