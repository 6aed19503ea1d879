import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeString, scanString } from './string-literal.ts';

test('the value of a literal is the text between its quotes', () => {
  assert.equal(decodeString('""').value, '');
  assert.equal(decodeString('"größe 😀"').value, 'größe 😀');
});

test('escapes: characters, code points, bytes of UTF-8', () => {
  assert.equal(decodeString(String.raw`"\t\n\r\"\'\\"`).value, '\t\n\r"\'\\');
  assert.equal(decodeString(String.raw`"\u{1f_600}\u{41}"`).value, '😀A');
  assert.equal(decodeString(String.raw`"\c3\bc"`).value, 'ü');
});

test('an invalid literal has a reason', () => {
  const why = (literal: string) => decodeString(literal).problem?.code;
  assert.equal(why(String.raw`"\x"`), 'string-escape');
  assert.equal(why(String.raw`"\u{d800}"`), 'string-code-point');
  assert.equal(why(String.raw`"\u{110000}"`), 'string-code-point');
  assert.equal(why(String.raw`"\ff"`), 'string-encoding');
  assert.equal(why('"\x01"'), 'string-character');
});

test('a literal ends at its quote, an unclosed one at the end of its line', () => {
  assert.deepEqual(scanString(String.raw`x "a\"b" c`, 2), { end: 8 });
  assert.equal(scanString('"a\n"', 0).end, 2);
  assert.equal(scanString('"a\n"', 0).error?.code, 'string-character');
  assert.equal(scanString('"\\', 0).end, 2);
  assert.equal(scanString('"a', 0).error?.code, 'unterminated-string');
});
