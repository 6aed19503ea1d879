import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HostError } from '../base/problem.ts';
import { PROTOCOL_VERSION, type Notifications } from '../protocol.ts';
import { Session } from './session.ts';

const component = resolve('test-fixtures/programs/command/command.wasm');
const { signal } = new AbortController();

describe('a request of a session', () => {
  let storage: string;
  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-session-'));
  });
  after(() => rmSync(storage, { recursive: true, force: true, maxRetries: 5 }));

  /** A session whose client takes output as `take` does. */
  const sessionWith = (take: (output: Notifications['output']) => Promise<void>): Session => {
    const session = new Session((method, params) =>
      method === 'output' ? take(params as Notifications['output']) : Promise.resolve(),
    );
    session.initialize({ protocolVersion: PROTOCOL_VERSION, storage });
    return session;
  };
  const run = (session: Session, job: number, ...args: string[]) =>
    session.run({ job, component, grants: { args: ['command.wasm', ...args] } }, signal);

  it('tags all output with its number', async () => {
    const written = new Map<number, string>();
    const session = sessionWith(async ({ job, text }) => {
      written.set(job, (written.get(job) ?? '') + text);
    });
    await Promise.all([
      run(session, 7, 'stdout', 'out.wait', 'seven'),
      run(session, 8, 'stdout', 'out.wait', 'eight'),
    ]);
    assert.match(written.get(7) ?? '', /seven/);
    assert.match(written.get(8) ?? '', /eight/);
    assert.doesNotMatch(written.get(7) ?? '', /eight/);
  });

  it('respects backpressure of the client', async () => {
    let [characters, isReading] = [0, false];
    let read = (): void => {};
    const reading = new Promise<void>((done) => (read = done));
    const session = sessionWith(async ({ text }) => {
      characters += text.length;
      if (!isReading) await reading;
    });
    const running = run(session, 1, 'print', '5000000');
    for (let seen = -1; seen !== characters || seen === 0; await new Promise((done) => setTimeout(done, 300)))
      seen = characters;
    assert.ok(characters < 2_000_000, `${characters} characters, and nobody reads`);
    isReading = true;
    read();
    assert.equal((await running).exitCode, 0);
    assert.equal(characters, 5_000_000);
  });

  it('is only taken from a client of the same version', () => {
    const session = new Session(() => Promise.resolve());
    assert.throws(
      () => session.initialize({ protocolVersion: PROTOCOL_VERSION + 1, storage }),
      ({ problem }: HostError) => problem.code === 'protocol-version',
    );
  });
});
