import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { build } from '../../build/build.ts';
import { compose } from '../../compose/compose.ts';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { storage } from '../testing/instantiate-wat.ts';
import { restoringOf } from './testing/restoring.ts';
import { serviceRequests } from './testing/service-requests.ts';
import type { TestRequest } from './testing/responses.ts';

const service = resolve('test-fixtures/programs/service/service.wasm');
const sample = resolve('test-fixtures/workspaces/edge');
const { signal } = new AbortController();
const built = async (folder: string): Promise<string> => {
  const context = { signal, storage, progress: () => {}, log: () => {} };
  return (await build(resolve(sample, folder), context)).component;
};

/** To the handler of the sample. */
const sampleRequests: readonly TestRequest[] = [
  { path: '/hello?name=ada' },
  { path: '/me', headers: [['authorization', Buffer.from('Bearer open-sesame')]] },
  { path: '/echo', method: 'POST', body: 'ünï¢ödé 🌍'.repeat(10_000) },
  { path: '/nowhere' },
];

const twice = (requests: readonly TestRequest[]) => [...requests, ...requests.toReversed()];

/** The handlers of `test-fixtures/guests` in all languages follow in `npm run conformance -- guests`. */
describe('the instance of a handler that is put back after each request', () => {
  // The builder's threads would keep this process alive, long after its results are out.
  after(() => void setTimeout(() => process.exit(), 1_000).unref());

  it('is in Rust, byte for byte, like one that has handled nothing', async () => {
    const { renewed, restored, differences } = await restoringOf(service, twice(serviceRequests), {
      storage,
    });
    assert.deepEqual([renewed, differences], [undefined, []]);
    assert.ok(restored > serviceRequests.length, String(restored));
  });

  onNewerNode('is so in a fused composition of Rust and TypeScript', () => {
    it('is so in a fused composition of Rust and TypeScript', async () => {
      const [plan, out] = [join(sample, 'composition.toml'), join(storage, 'restoring', 'edge.wasm')];
      const { component } = await compose({ plan, out }, { build: built, signal });
      const how = { storage, fuse: true };
      const { renewed, restored, differences } = await restoringOf(component, twice(sampleRequests), how);
      assert.deepEqual([renewed, differences], [undefined, []]);
      assert.ok(restored >= 2 * sampleRequests.length, String(restored));
    });
  });

  it('would differ if it were left as it is', async () => {
    const putBack = () => true;
    const { differences } = await restoringOf(service, [{ path: '/hello' }], { storage, putBack });
    assert.match(differences[0]!, /^after \/hello: Memory 0: the byte at \d+ is \d+, not \d+$/);
  });
});
