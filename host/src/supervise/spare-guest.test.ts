import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../testing/until.ts';
import { SpareGuest } from './spare-guest.ts';
import type { SpawnedGuest } from './spawn-guest.ts';
import { children } from './testing/children.ts';

const rights = { dirs: [], network: false };
const streams = { stdin: 'ignore', output: 'pipe' } as const;

describe('a process that waits for a guest', () => {
  let storage: string;
  let spare: SpareGuest;
  const taken: SpawnedGuest[] = [];
  const take = async (...args: Parameters<SpareGuest['take']>): Promise<number> => {
    const spawned = await spare.take(...args);
    taken.push(spawned);
    return spawned.child.pid!;
  };
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-spare-'));
    spare = new SpareGuest(storage);
  });
  afterEach(async () => {
    spare.end();
    for (const { child } of taken.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    rmSync(storage, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Has a process wait. @returns its number */
  const prepare = async (): Promise<number> => {
    const known = children();
    spare.prepare(rights, streams, 0);
    const started = () => children().find((one) => !known.includes(one));
    await until(() => started() !== undefined);
    return started()!;
  };

  it('is taken once', async () => {
    const pid = await prepare();
    assert.equal(await take(rights, streams), pid);
    assert.notEqual(await take(rights, streams), pid);
  });

  it('is for the same rights and streams only', async () => {
    const pid = await prepare();
    assert.notEqual(await take({ ...rights, network: true }, streams), pid);
    assert.notEqual(await take({ ...rights, dirs: [{ host: storage, readOnly: true }] }, streams), pid);
    assert.notEqual(await take(rights, { ...streams, stdin: 'pipe' }), pid);
    assert.equal(await take(rights, streams), pid);
  });

  it('is not taken when it has ended', async () => {
    const pid = await prepare();
    process.kill(pid, 'SIGKILL');
    await until(() => !children().includes(pid));
    assert.notEqual(await take(rights, streams), pid);
  });

  it('is not prepared for granted folders, whose links may change', async () => {
    const known = children();
    spare.prepare({ ...rights, dirs: [{ host: storage, readOnly: true }] }, streams, 0);
    await new Promise((done) => setTimeout(done, 100));
    assert.deepEqual(children(), known);
  });

  it('leaves no folder behind when it ends', async () => {
    await prepare();
    spare.end();
    await until(() => readdirSync(join(storage, 'guests')).length === 0);
  });
});
