import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoizedByText } from './memoized-by-text.ts';

describe('memoizedByText', () => {
  it('calls the function once per text, even if it returns undefined', () => {
    const asked: string[] = [];
    const first = memoizedByText((text) => {
      asked.push(text);
      return text[0];
    });
    assert.deepEqual([first('ab'), first(''), first('ab'), first('')], ['a', undefined, 'a', undefined]);
    assert.deepEqual(asked, ['ab', '']);
  });

  it('has a bounded size', () => {
    let asked = 0;
    const length = memoizedByText((text) => {
      asked += 1;
      return text.length;
    });
    for (let n = 0; n <= 10_000; n++) length(`${n}`);
    assert.equal(length('0'), 1);
    assert.equal(asked, 10_002);
  });
});
