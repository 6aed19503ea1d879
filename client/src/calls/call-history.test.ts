import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asHistory, callsLike, remember, type CallHistory } from './call-history.ts';

const after = (...calls: readonly string[]): CallHistory => calls.reduce(remember, asHistory(undefined));

describe('the history of calls', () => {
  it('lists the newest call first, without duplicates', () => {
    assert.deepEqual(after('f(1)', 'g()', 'f(2)', 'f(1)'), ['f(1)', 'f(2)', 'g()']);
  });

  it('can be filtered by function', () => {
    assert.deepEqual(callsLike(after('f(1)', 'a:b/c.f@1.0.0(3)', 'ff(2)', 'f (4)'), 'f(9)'), [
      'f (4)',
      'f(1)',
    ]);
  });

  it('drops the oldest calls of a function at its limit, and no others', () => {
    const many = Array.from({ length: 30 }, (_, n) => `f(${n})`);
    const history = after('g()', ...many);
    assert.equal(callsLike(history, 'f()').length, 10);
    assert.equal(history[0], 'f(29)');
    assert.ok(history.includes('g()'));
  });

  it('starts empty when the stored value is not a history', () => {
    assert.deepEqual(asHistory('f(1)'), []);
    assert.deepEqual(asHistory(['f(1)', 2]), ['f(1)']);
  });
});
