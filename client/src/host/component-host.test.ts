import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { fromSources } from '../../../host/src/testing/from-sources.ts';
import { ComponentHost, type Launch } from './component-host.ts';
import { problemOf } from './problem-error.ts';

const fake: Launch = {
  command: process.execPath,
  args: fromSources('client/src/host/testing/fake-host.ts'),
};

describe('ComponentHost', () => {
  let host: ComponentHost;
  let seen: string[];

  const start = (launch: Launch) =>
    new ComponentHost({
      launch: async () => launch,
      storage: '/tmp',
      cancelGraceMs: 50,
      events: {
        started: () => seen.push('started'),
        output: ({ text }) => seen.push(text),
        failed: ({ problem }) => seen.push(problem.message),
        ended: () => {},
        stopped: () => seen.push('stopped'),
      },
    });
  const run = (invoke: string, token?: CancellationTokenSource['token'], progress = (_: string) => {}) =>
    host.request('run', { component: 'a.wasm', grants: {}, invoke }, token && { token, progress });
  const problemIn = async (work: Promise<unknown>) =>
    problemOf(
      await work.then(
        () => assert.fail(),
        (error) => error,
      ),
    );

  beforeEach(() => {
    seen = [];
    host = start(fake);
  });
  afterEach(() => host.stop());

  it('starts with the first request and stays for the next', async () => {
    assert.deepEqual(seen, []);
    const first = await run('answer');
    const second = await run('answer');
    assert.equal(first.value, second.value);
    assert.deepEqual(seen, ['started', 'hello', 'hello']);
  });

  it('forwards the reason of a failed request', async () => {
    await run('lose');
    assert.deepEqual(seen, ['started', 'lost']);
  });

  it('reports progress only to the caller of the request', async () => {
    const progress: string[][] = [[], []];
    const { token } = new CancellationTokenSource();
    await Promise.all([
      run('answer', token, (message) => progress[0]?.push(message)),
      run('answer', token, (message) => progress[1]?.push(message)),
    ]);
    assert.deepEqual(progress, [['job 1'], ['job 2']]);
  });

  it('passes on the problem that the host reports', async () => {
    assert.deepEqual(await problemIn(run('refuse')), { code: 'guest-trap', message: 'no' });
  });

  it('handles an error response without problem data', async () => {
    const first = await run('answer');
    assert.deepEqual(await problemIn(run('fail')), { code: 'unexpected-error', message: 'a bug' });
    assert.equal((await run('answer')).value, first.value);
  });

  it('reports why the host exited, and restarts it for the next request', async () => {
    const problem = await problemIn(run('die'));
    assert.equal(problem.code, 'host-stopped');
    assert.match(problem.message, /left with code 3 and wrote: out of memory/);
    assert.equal((await run('answer')).exitCode, 0);
    assert.deepEqual(seen, ['started', 'stopped', 'started', 'hello']);
  });

  it('kills a host that does not stop when a request is cancelled', async () => {
    const source = new CancellationTokenSource();
    await run('answer');
    const endless = problemIn(run('spin', source.token));
    source.cancel();
    assert.equal((await endless).code, 'host-stopped');
    assert.equal((await run('answer')).exitCode, 0);
  });

  it('fails all pending requests when stopped', async () => {
    await run('answer');
    const endless = problemIn(run('spin'));
    await host.stop();
    assert.match((await endless).message, /ended by SIGKILL/);
  });

  it('reports a program that does not start', async () => {
    host = start({ command: '/nowhere/node', args: [] });
    assert.match((await problemIn(run('answer'))).message, /ENOENT/);
  });
});
