import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Watch } from '../../host/component-host.ts';
import type { Server } from '../../serving/servers.ts';
import type { Studio } from '../../studio.ts';
import { memento } from '../../testing/memento.ts';
import { testStudio } from '../../testing/studio.ts';
import { serveSubject } from './serve.ts';

const subject = '/workspace/composition.toml';
const former: Server = { server: 1, url: 'http://127.0.0.1:1/', subject, hash: 'former', folders: [] };
const next = { server: 2, url: former.url };

/** A studio that serves `former`. @param meanwhile what happens while the next build starts */
function serving(meanwhile: (stop: () => void) => void = () => {}) {
  let running: readonly Server[] = [former];
  const requests: unknown[] = [];
  const request = (method: string, params: unknown) => {
    requests.push([method, params]);
    if (method === 'serve') meanwhile(() => (running = []));
    return Promise.resolve({ inspect: { accessRequests: [] }, serve: next }[method]);
  };
  const servers = {
    of: () => running,
    runs: ({ server }: Server) => running.some((one) => one.server === server),
    add: (server: Server, replaced?: Server) =>
      void (running = [...running.filter((one) => one !== replaced), server]),
  };
  const studio = { ...testStudio().studio, memory: memento(), host: { request }, servers };
  // Any file, for its hash.
  const served = serveSubject(
    studio as unknown as Studio,
    { subject, component: 'package.json', folders: [] },
    {} as Watch,
  );
  return { served, requests, running: () => running };
}

describe('serving again', () => {
  it('replaces the former server', async () => {
    const { served, running } = serving();
    assert.equal((await served)?.server, next.server);
    assert.deepEqual(
      running().map(({ server }) => server),
      [next.server],
    );
  });

  it('stops the new server where the former one was stopped meanwhile', async () => {
    const { served, requests, running } = serving((stop) => stop());
    assert.equal(await served, undefined);
    assert.deepEqual(requests.at(-1), ['stop', { server: next.server }]);
    assert.deepEqual(running(), []);
  });
});
