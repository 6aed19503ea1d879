import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentences } from './sentences.ts';

describe('the text of a notification', () => {
  it('consists of sentences', () => {
    const found = sentences('a key must be followed by an end-of-line', 'TOML is described at toml.io.');
    assert.equal(found, 'A key must be followed by an end-of-line. TOML is described at toml.io.');
  });

  it('keeps names, code and existing punctuation', () => {
    assert.equal(sentences('`x` is not there'), '`x` is not there.');
    assert.equal(sentences('wasi:cli/run is not exported!'), 'wasi:cli/run is not exported!');
    assert.equal(sentences('handle() failed', undefined, ' '), 'handle() failed.');
  });
});
