import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryCache } from './query-cache.ts';

function counted() {
  const asked: string[] = [];
  const answers = new QueryCache((name: string) => {
    asked.push(name);
    return name === 'nothing' ? undefined : name.length;
  });
  return { asked, answers };
}

describe('answers', () => {
  it('are found once, also where there is none', () => {
    const { asked, answers } = counted();
    const all = ['a', 'nothing', 'a', 'nothing'].map((name) => answers.get(name));
    assert.deepEqual(all, [1, undefined, 1, undefined]);
    assert.deepEqual(asked, ['a', 'nothing']);
    assert.deepEqual([...answers.entries()], [['a', 1], ['nothing', undefined]]); // prettier-ignore
  });

  it('are found again after a change, and one by one when they are forgotten', () => {
    const { asked, answers } = counted();
    for (const name of ['a', 'b']) answers.get(name);
    answers.delete('a');
    for (const name of ['a', 'b']) answers.get(name);
    answers.invalidate();
    answers.get('b');
    assert.deepEqual(asked, ['a', 'b', 'a', 'b']);
  });
});
