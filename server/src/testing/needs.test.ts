import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { needs } from './needs.ts';

describe('a test with a prerequisite', () => {
  const before = process.env['CI'];
  beforeEach(() => delete process.env['CI']);
  afterEach(() => {
    if (before === undefined) delete process.env['CI'];
    else process.env['CI'] = before;
  });

  it('runs if it is available, also under CI', () => {
    assert.equal(needs(true, 'no wasmtime'), false);
    process.env['CI'] = 'true';
    assert.equal(needs(true, 'no wasmtime'), false);
  });

  it('is skipped with a reason if it is not, and fails under CI', () => {
    assert.equal(needs(false, 'no wasmtime'), 'no wasmtime');
    process.env['CI'] = 'true';
    assert.throws(() => needs(false, 'no wasmtime'), /^Error: CI skips no test: no wasmtime$/);
  });
});
