import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { compile } from '../../engine/modules.ts';
import { scriptOf } from '../../engine/transpile.ts';
import type { IncomingMessage } from 'node:http';
import { PipeReader } from '../../guest/streams/byte-pipe.ts';
import { Feed } from '../../guest/streams/feed.ts';
import { Client } from '../../guest/http/client.ts';
import { GuestPool } from '../../guest/http/pool/guest-pool.ts';
import { prepare } from '../prepare.ts';
import type { Reply } from '../../guest/http/respond.ts';

const LONG = 64 * 1024 * 1024;
/** The maxima of buffered bytes; of a body, with room for the piece that exceeds it. */
const RESPONSE_BOUND = 2 * 1_048_576;
const BODY_BOUND = 1_048_576 + 65_536;

/** Until something came and `count` has been the same for a while. */
async function settled(count: () => number): Promise<number> {
  for (let seen = 0; seen === 0 || seen !== count(); await new Promise((done) => setTimeout(done, 300)))
    seen = count();
  return count();
}

describe('buffered bytes in the host', () => {
  let storage: string;
  let pool: GuestPool;

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-bounds-'));
    const component = resolve('test-fixtures/programs/service/service.wasm');
    const prepared = await prepare(component, { storage });
    const guest = { script: scriptOf(prepared), modules: await compile(prepared), grants: {} };
    pool = await GuestPool.start({ ...guest, job: { kind: 'serve' } }, { output: () => {} });
  });
  after(async () => {
    await pool.close();
    rmSync(storage, { recursive: true });
  });

  it('are bounded when a client does not read a long response', { timeout: 60_000 }, async () => {
    let [total, waiting, isOpen] = [0, 0, false];
    const held: (() => void)[] = [];
    const reply: Reply = {
      head: () => {},
      chunk(bytes, wrote) {
        total += bytes.length;
        if (isOpen) return wrote();
        waiting += bytes.length;
        held.push(wrote);
      },
      end: () => {},
      refused: (_, problem) => assert.fail(problem.message),
    };
    const body = Object.assign(Readable.from([]), {
      headers: {},
      rawTrailers: [],
    }) as unknown as IncomingMessage;
    const head = { method: 'GET', path: `/big?${LONG}`, authority: 'x', headers: [] };
    const answered = pool.handle({ head, body }, reply, new Client());
    assert.ok((await settled(() => waiting)) > 0);
    assert.ok(waiting <= RESPONSE_BOUND, `${waiting} bytes`);
    isOpen = true;
    held.forEach((wrote) => wrote());
    await answered;
    assert.equal(total, LONG);
  });

  it('are bounded when a guest does not read a long body', { timeout: 60_000 }, async () => {
    let produced = 0;
    const source = Readable.from(
      (function* () {
        for (; produced < LONG; produced += 65_536) yield Buffer.alloc(65_536);
      })(),
      { objectMode: false },
    );
    const pipe = new Feed(source, () => {});
    const reader = new PipeReader(pipe.port);
    reader.ready();
    assert.ok((await settled(() => produced)) > 0);
    assert.ok(produced <= BODY_BOUND, `${produced} bytes`);
    let read = 0;
    for (;;) {
      const bytes = reader.read(1_048_576);
      if (bytes === undefined) break;
      read += bytes.length;
      if (bytes.length === 0) await new Promise((done) => setImmediate(done));
    }
    pipe.close();
    assert.equal(read, LONG);
  });
});
