import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyChanges } from './apply-changes.ts';

const at = (line: number, character: number) => ({ line, character });

describe('changes of a text', () => {
  test('replace a range, or everything', () => {
    const range = { start: at(1, 0), end: at(1, 1) };
    assert.equal(applyChanges('ab\ncd', [{ range, text: 'XY' }]), 'ab\nXYd');
    assert.equal(applyChanges('ab\ncd', [{ text: 'new' }]), 'new');
  });

  test('come one after the other', () => {
    const insert = (character: number, text: string) => ({
      range: { start: at(0, character), end: at(0, character) },
      text,
    });
    assert.equal(applyChanges('', [insert(0, 'a\n'), insert(0, 'b'), insert(1, 'c')]), 'bca\n');
  });

  test('survive ranges that lie outside or run backwards', () => {
    assert.equal(applyChanges('abc', [{ range: { start: at(7, 7), end: at(0, 1) }, text: '!' }]), 'a!');
  });
});
