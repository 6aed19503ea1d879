import assert from 'node:assert/strict';
import { it } from 'node:test';
import { abbreviate } from './abbreviate.ts';

it('a list in a message is shortened', () => {
  const names = [...'abcdefghijkl'];
  assert.equal(abbreviate([]), '');
  assert.equal(abbreviate(names.slice(0, 9)), 'a, b, c, d, e, f, g, h, i');
  assert.equal(abbreviate(names.slice(0, 10)), 'a, b, c, d, e, f, g, h and 2 more');
  assert.equal(abbreviate(names, ' or '), 'a or b or c or d or e or f or g or h and 4 more');
});
