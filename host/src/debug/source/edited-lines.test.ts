import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compare } from './edited-lines.ts';

const lines = (text: string) => [...text];
const all = [1, 2, 3, 4, 5, 6];

it('finds lines in the text before an edit, and back', () => {
  const added = compare(lines('abcd'), lines('abxycd'));
  assert.deepEqual(all.map(added.built), [1, 2, undefined, undefined, 3, 4]);
  assert.deepEqual(all.map(added.now), [1, 2, 5, 6, 7, 8]);
  const removed = compare(lines('abxycd'), lines('abcd'));
  assert.deepEqual(all.map(removed.now), [1, 2, undefined, undefined, 3, 4]);
  const replaced = compare(lines('abcd'), lines('abxd'));
  assert.deepEqual(all.slice(0, 4).map(replaced.built), [1, 2, undefined, 4]);
});

it('counts a repeated line once', () => {
  const { built, now } = compare(lines('aa'), lines('aaa'));
  assert.deepEqual([1, 2, 3].map(built), [1, 2, undefined]);
  assert.deepEqual([1, 2].map(now), [1, 2]);
});

it('leaves the lines of an equal text, and those beyond its end', () => {
  const { built, now } = compare(lines('ab'), lines('ab'));
  assert.deepEqual(all.map(built), all);
  assert.deepEqual(all.map(now), all);
});
