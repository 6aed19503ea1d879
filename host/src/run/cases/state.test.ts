import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guests, type Guests } from '../../build/testing/guests.ts';
import { buildTypeScript } from '../../build/typescript/typescript.ts';
import { serve, type Serving } from '../serve.ts';

/** Its status is the number of requests of its instance; changes of globals must not be visible to the next one. */
const SCRIPT = `
  import { Fields, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';
  let count = 0;
  export const incomingHandler = {
    handle(_: unknown, out: unknown) {
      const seen = Object.keys(globalThis).filter((name) => name.startsWith('left')).length;
      (globalThis as Record<string, unknown>)['left' + count] = 'a secret';
      const response = new OutgoingResponse(new Fields());
      response.setStatusCode(200 + count++ + 10 * seen);
      ResponseOutparam.set(out as never, { tag: 'ok', val: response });
    },
  };`;

describe('the memory of a guest', () => {
  let built: Guests;
  let serving: Serving;
  before(async () => {
    built = await guests();
    const wit = 'package t:count; world count { export wasi:http/incoming-handler@0.2.12; }';
    const folder = await built.write({
      'package.json': JSON.stringify({ name: 'count', component: { world: 'count' } }),
      'src/index.ts': SCRIPT,
    });
    await cp('test-fixtures/workspaces/edge/wit/deps', join(folder, 'wit/deps'), { recursive: true });
    await writeFile(join(folder, 'wit/count.wit'), wit);
    const { signal } = new AbortController();
    const { component } = await buildTypeScript(folder, { signal, progress: () => {}, log: () => {} });
    const context = { signal, storage: join(built.folder, 'storage'), output: () => {} };
    serving = await serve({ component, grants: {}, addr: '127.0.0.1:0', concurrency: 1 }, context);
  });
  after(async () => {
    await serving?.close();
    await built[Symbol.asyncDispose]();
  });

  it('is fresh for the next request on the same thread', async () => {
    const statuses = [];
    for (let left = 5; left > 0; left--) statuses.push((await fetch(serving.url)).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200]);
  });

  it('is not shared with a simultaneous request', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(serving.url)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
  });
});
