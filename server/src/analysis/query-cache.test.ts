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

describe('QueryCache', () => {
  it('computes each value once, including undefined', () => {
    const { asked, answers } = counted();
    const all = ['a', 'nothing', 'a', 'nothing'].map((name) => answers.get(name));
    assert.deepEqual(all, [1, undefined, 1, undefined]);
    assert.deepEqual(asked, ['a', 'nothing']);
    assert.deepEqual([...answers.entries()], [['a', 1], ['nothing', undefined]]); // prettier-ignore
  });

  it('computes values again after a change, and single ones after their invalidation', () => {
    const { asked, answers } = counted();
    for (const name of ['a', 'b']) answers.get(name);
    answers.delete('a');
    for (const name of ['a', 'b']) answers.get(name);
    answers.invalidate();
    answers.get('b');
    assert.deepEqual(asked, ['a', 'b', 'a', 'b']);
  });
});
