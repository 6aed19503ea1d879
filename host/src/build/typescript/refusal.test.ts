import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import { failure } from './bundle.ts';
import type { ComponentManifest } from './manifest.ts';
import { refusal } from './refusal.ts';

const manifest: ComponentManifest = {
  ...{ folder: '/c', name: 'c', world: 'c', entry: '/c/c.ts', wit: '/c/wit', out: '/c/c.wasm' },
  ...{ types: '/c/types', check: false },
};

const problemOf = (error: unknown) => {
  assert.ok(error instanceof HostError);
  return error.problem;
};

describe('a step of a build that fails by itself', () => {
  it('is the linker, with its reason', () => {
    const payload = { tag: 'failed', val: 'no such section' } as const;
    const { code, causes } = problemOf(refusal(Object.assign(new Error(), { payload }), manifest));
    assert.deepEqual([code, causes], ['component-not-linked', ['no such section']]);
  });

  it('is the bundler, with its reason', () => {
    const { code, message } = problemOf(failure(new Error('The service was stopped'), manifest));
    assert.deepEqual([code, message], ['bundler-failed', 'the bundler stopped: The service was stopped']);
  });
});
