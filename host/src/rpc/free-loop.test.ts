import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROTOCOL_VERSION } from '../protocol.ts';
import { Session } from './session.ts';

/** Functions that compile or instantiate WebAssembly, as our tools are WebAssembly. */
const NAMES = ['Instance', 'instantiate', 'compile', 'Module'] as const;

describe('the loop of the host', () => {
  const { signal } = new AbortController();
  let folder: string;
  let session: Session;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-loop-'));
    cpSync('test-fixtures/workspaces/edge', join(folder, 'edge'), { recursive: true });
    // Nothing is built yet.
    rmSync(join(folder, 'edge/handler/dist'), { recursive: true, force: true });
    session = new Session(() => Promise.resolve());
    session.initialize({ protocolVersion: PROTOCOL_VERSION, storage: join(folder, 'storage') });
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** The WebAssembly programs that are started in this thread while `job` runs. */
  async function startedDuring(job: () => Promise<unknown>): Promise<string[]> {
    const started: string[] = [];
    const originals = NAMES.map((name) => Reflect.get(WebAssembly, name) as (...args: unknown[]) => unknown);
    NAMES.forEach((name, index) => {
      const watched = new Proxy(originals[index]!, {
        apply: (target, self, args: unknown[]) => (started.push(name), Reflect.apply(target, self, args)),
        construct: (target, args: unknown[]) => (
          started.push(name),
          Reflect.construct(target, args) as object
        ),
      });
      Reflect.set(WebAssembly, name, watched);
    });
    try {
      await job();
    } finally {
      NAMES.forEach((name, index) => Reflect.set(WebAssembly, name, originals[index]));
    }
    return started;
  }

  it('runs no tool code during build, compose, inspect and run', async () => {
    const plan = join(folder, 'edge/composition.toml');
    const started = await startedDuring(async () => {
      const { component } = await session.build({ job: 1, folder: join(folder, 'edge/handler') }, signal);
      assert.equal((await session.inspect({ job: 2, component }, signal)).isCommand, false);
      await session.compose({ job: 3, plan }, signal);
      const command = 'test-fixtures/programs/command/command.wasm';
      await session.run({ job: 4, component: command, grants: { args: ['command.wasm', 'args'] } }, signal);
    });
    assert.deepEqual(started, []);
  });

  it('is detected when it does run tool code', async () => {
    const { generator } = await import('../toolkit/bindings.ts');
    assert.notDeepEqual(await startedDuring(generator.load), []);
  });
});
