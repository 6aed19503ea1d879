import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../protocol.ts';
import { Session } from './session.ts';

const LONG = 8 * 1024 * 1024;
/** What may be on its way through the guest's pipe, its thread and this process. */
const BOUND = 2 * 1024 * 1024;

describe('a client that does not read', () => {
  it('makes a guest wait that writes a lot, and loses nothing', { timeout: 60_000 }, async () => {
    const storage = mkdtempSync(join(tmpdir(), 'wit-studio-session-'));
    let [received, release] = [0, (): void => {}];
    const room = new Promise<void>((done) => (release = done));
    const session = new Session((method, params) => {
      if (method === 'output') received += (params as { text: string }).text.length;
      return room;
    });
    session.initialize({ protocolVersion: PROTOCOL_VERSION, storage });
    const component = resolve('test-fixtures/programs/command/command.wasm');
    const grants = { args: ['command.wasm', 'print', String(LONG)] };
    const running = session.run({ component, grants }, new AbortController().signal);
    while (received === 0) await wait(10);
    await wait(500);
    assert.ok(received <= BOUND, `${received} bytes`);
    release();
    assert.equal((await running).exitCode, 0);
    assert.equal(received, LONG);
    rmSync(storage, { recursive: true });
  });
});
