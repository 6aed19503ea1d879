import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asyncRuleOf } from './async-rules.ts';

describe('a broken rule about streams and futures', () => {
  it('names the handle that is none, as a number without a sign', () => {
    const message = 'missing stream end (tableIdx [0], handle [undefined], waitableIdx [-1])';
    assert.equal(asyncRuleOf(message), 'unknown handle index 4294967295');
    assert.equal(
      asyncRuleOf('missing waitable obj (rep [77]), component idx [0])'),
      'unknown handle index 77',
    );
  });

  it('keeps good words, and is nothing else', () => {
    assert.equal(asyncRuleOf('cannot remove busy stream'), 'cannot remove busy stream');
    assert.equal(asyncRuleOf('cannot have concurrent operations active on a future/stream'), undefined);
  });
});
