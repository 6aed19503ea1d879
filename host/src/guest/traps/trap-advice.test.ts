import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adviceFor } from './trap-advice.ts';

describe('the advice for a trap', () => {
  it('names the way out for a task that outlives its function, and for a future without a value', () => {
    assert.match(adviceFor('waitable set still contains waitables') ?? '', /`spawn`/);
    assert.match(adviceFor('cannot drop future write end without first writing a value') ?? '', /write one/);
  });

  it('is given by the reason, and for known reasons alone', () => {
    assert.match(adviceFor('wasm trap: call stack exhausted') ?? '', /^Functions call each other/);
    assert.equal(adviceFor('the moon is full'), undefined);
  });
});
