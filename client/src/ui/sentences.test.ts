import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentences } from './sentences.ts';

describe('what a toast says', () => {
  it('is sentences', () => {
    const found = sentences('a key must be followed by an end-of-line', 'TOML is described at toml.io.');
    assert.equal(found, 'A key must be followed by an end-of-line. TOML is described at toml.io.');
  });

  it('leaves names, code and other marks as they are', () => {
    assert.equal(sentences('`x` is not there'), '`x` is not there.');
    assert.equal(sentences('wasi:cli/run is not exported!'), 'wasi:cli/run is not exported!');
    assert.equal(sentences('handle() failed', undefined, ' '), 'handle() failed.');
  });
});
