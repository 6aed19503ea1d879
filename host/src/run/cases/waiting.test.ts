import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { NODE_VARIABLE } from '../../base/guest-node.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/service/service.wasm');
/** More than there may be threads. */
const MANY = 100;

describe('guests of WASI 0.2 that wait', { skip: newerNode.missing }, () => {
  let storage: string;
  let serving: Serving;
  /** Responds to nobody before `MANY` requests have arrived. */
  let crowd: Server;
  const start = (timeoutMs: number): Promise<Serving> =>
    serve(
      { component, grants: { network: true }, limits: { timeoutMs }, addr: '127.0.0.1:0' },
      { signal: new AbortController().signal, storage, output: () => {} },
    );
  before(async () => {
    process.env[NODE_VARIABLE] = newerNode.path;
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-waiting-'));
    const present: ServerResponse[] = [];
    crowd = createServer((_, response) => {
      if (present.push(response) < MANY) return;
      for (const one of present.splice(0)) one.end('together');
    });
    await new Promise<void>((ready) => crowd.listen(0, '127.0.0.1', ready));
    serving = await start(120_000);
  });
  after(async () => {
    delete process.env[NODE_VARIABLE];
    await serving?.close();
    crowd?.close();
    rmSync(storage, { recursive: true });
  });

  const ask = async (path: string, { url } = serving): Promise<string> => {
    const response = await fetch(new URL(path, url));
    return `${response.status} ${await response.text()}`;
  };

  it('are handled when each waits for the others', async () => {
    const path = `/fetch?127.0.0.1:${(crowd.address() as AddressInfo).port}`;
    const answers = await Promise.all(Array.from({ length: MANY }, () => ask(path)));
    assert.deepEqual([...new Set(answers)], ['200 together']);
  });

  it('are delayed by a looping guest only up to the time limit', async () => {
    const impatient = await start(1_500);
    const paths = [...Array<string>(8).fill('/sleep?60000'), '/loop'];
    const answers = await Promise.all(paths.map((path) => ask(path, impatient)));
    for (const answer of answers) assert.match(answer, /^50[34] /);
    assert.equal(await ask('/hello', impatient), '200 hello\n');
    await impatient.close();
  });
});
