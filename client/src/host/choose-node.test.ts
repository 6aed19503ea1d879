import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseNode, editorsOwnNode } from './choose-node.ts';

describe('chooseNode', () => {
  const own = (version: string) => ({ command: '/editor', version, env: { ELECTRON_RUN_AS_NODE: '1' } });

  it('uses the configured Node.js of any version', async () => {
    const node = await chooseNode(process.execPath, own('99.0.0'));
    assert.deepEqual(node, { command: process.execPath, version: process.versions.node, env: {} });
  });

  it('finds nothing when the configured Node does not start', async () => {
    assert.equal(await chooseNode('/nowhere/node', own('20.0.0')), undefined);
  });

  it("takes the newer of the path's and the editor's", async () => {
    assert.equal((await chooseNode('', own('99.0.0')))?.command, '/editor');
    assert.equal((await chooseNode('', own('9.10.0')))?.command, 'node');
  });

  it('describes the program it runs in', () => {
    assert.deepEqual(editorsOwnNode(), {
      command: process.execPath,
      version: process.versions.node,
      env: {},
    });
  });
});
