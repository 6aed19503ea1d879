import assert from 'node:assert/strict';
import { it } from 'node:test';
import { codePointEscape } from './code-point.ts';

it('escapes a character by its code point, also beyond the basic plane', () => {
  assert.equal(codePointEscape('\u001b'), '\\u{1b}');
  assert.equal(codePointEscape('\u{1f600}'), '\\u{1f600}');
});
