import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { NODE_VARIABLE } from '../../base/guest-node.ts';
import { HostError } from '../../base/problem.ts';
import { newerNode } from '../../testing/newer-node.ts';
import type { Problem } from '../../protocol.ts';
import { serve } from '../serve.ts';

/** A process without memory of guests takes a third of it. */
const LIMIT_MIB = 300;

describe('a server whose guests exceed its memory limit', () => {
  const signal = new AbortController().signal;
  let storage: string;
  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-memory-limit-'));
  });
  after(() => rmSync(storage, { recursive: true }));

  /** Serves a program of the tests. @returns the problems of its requests */
  async function withServer(
    program: string,
    use: (get: (path: string) => Promise<string>) => Promise<void>,
    memoryMiB = LIMIT_MIB,
  ): Promise<Problem[]> {
    const problems: Problem[] = [];
    const serving = await serve(
      {
        component: resolve(`test-fixtures/programs/${program}/${program}.wasm`),
        grants: {},
        limits: { memoryBytes: memoryMiB * 1_048_576 },
        addr: '127.0.0.1:0',
      },
      { signal, storage, output: () => {}, failed: (problem) => problems.push(problem) },
    );
    const get = async (path: string): Promise<string> => {
      const response = await fetch(new URL(path, serving.url));
      return `${response.status} ${await response.text()}`.trim();
    };
    try {
      await use(get);
    } finally {
      await serving.close();
    }
    return problems;
  }

  it('fails the request that takes the memory, and handles the next one', { timeout: 60_000 }, async () => {
    const problems = await withServer('service', async (get) => {
      assert.equal(await get('/hello'), '200 hello');
      for (let again = 0; again < 3; again++) {
        assert.match(await get(`/hoard?${2 * LIMIT_MIB}`), /^500/);
        assert.equal(await get('/hello'), '200 hello');
      }
    });
    assert.deepEqual(
      problems.map(({ code, message }) => `${code}: ${message}`),
      Array<string>(3).fill(
        `guest-memory: the guest was stopped because its process took more than ${LIMIT_MIB} MiB of memory`,
      ),
    );
  });

  const onNewerNode = { timeout: 60_000, skip: newerNode.missing };
  it('returns what an instance of WASI 0.3 kept of earlier requests', onNewerNode, async (context) => {
    process.env[NODE_VARIABLE] = newerNode.path;
    context.after(() => delete process.env[NODE_VARIABLE]);
    await withServer('third', async (get) => {
      // The instance of a request that is handled at this moment may be ended with it, before or after its head.
      const ended = (): string => '500';
      for (let kept = 0; kept < 8; kept++)
        assert.match(await get('/hoard').catch(ended), /^(200 kept|50[03])/);
      let next = '';
      while (!next.startsWith('200 ')) next = await get('/count').catch(ended);
    });
  });

  it('does not start when its limit is less than the process takes without a guest', async () => {
    await assert.rejects(
      withServer('service', async () => {}, 1),
      (error) => error instanceof HostError && error.problem.code === 'guest-memory',
    );
  });
});
