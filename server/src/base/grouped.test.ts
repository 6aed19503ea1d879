import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped } from './grouped.ts';

test('grouped keeps values with the same key together, in order', () => {
  const groups = grouped(['ab', 'c', 'de', 'f'], ({ length }) => length);
  assert.deepEqual([...groups], [[2, ['ab', 'de']], [1, ['c', 'f']]]); // prettier-ignore
});

test('grouped keeps what is made of each value', () => {
  const groups = grouped(
    ['ab', 'c', 'de'],
    ({ length }) => length,
    (text) => text.toUpperCase(),
  );
  assert.deepEqual([...groups], [[2, ['AB', 'DE']], [1, ['C']]]); // prettier-ignore
});
