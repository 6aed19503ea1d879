import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameMark, type Mark } from './same-mark.ts';

test('marks of a plan are the same by code and place', () => {
  assert.ok(isSameMark(mark({ value: 'unknown-instance' }, 3, 6), mark('unknown-instance', 3, 6)));
  assert.ok(!isSameMark(mark('unknown-instance', 3, 6), mark('unknown-instance', 3, 7)));
  assert.ok(!isSameMark(mark('unknown-instance', 3, 6), mark('unused-instance', 3, 6)));
});

test('invalid WIT is said by the language server with a code of its own', () => {
  const invalid = mark({ value: 'wit-invalid' }, 3, 6);
  assert.ok(isSameMark(invalid, mark('unknown-name', 3, 8)));
  assert.ok(!isSameMark(invalid, mark('unknown-name', 8, 9)), 'another error of the line');
  assert.ok(!isSameMark(mark('unknown-name', 3, 8), invalid));
});

function mark(code: Mark['code'], start: number, end: number): Mark {
  return { code, range: { start: { line: 1, character: start }, end: { line: 1, character: end } } };
}
