import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ignoredBy } from './patterns.ts';

describe('the folders in which files of the workspace are not searched', () => {
  it('are those of tools and builds, except for those in the pattern', () => {
    assert.equal(ignoredBy('**/*.wasm'), '**/{node_modules,target,dist,.git,deps}/**');
    assert.equal(ignoredBy('**/dist/*.wasm'), '**/{node_modules,target,.git,deps}/**');
    assert.equal(ignoredBy('**/target/wasm32-wasip2/release/*.wasm'), '**/{node_modules,dist,.git,deps}/**');
  });
});
