import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printable } from './printable.ts';

describe('text of others on a terminal', () => {
  it('has no sequences that a terminal obeys', () => {
    assert.equal(printable('\u001b[31mred\u001b[0m\u0007'), '\\u{1b}[31mred\\u{1b}[0m\\u{7}');
    assert.equal(printable('\u009b2J\r\u007f'), '\\u{9b}2J\\u{d}\\u{7f}');
    assert.equal(printable('a\u202eb\u2066'), 'a\\u{202e}b\\u{2066}');
  });

  it('is otherwise unchanged', () => {
    const text = 'a:b/c@1.0.0\n\tÄ 😀 日本 „x“ \\u{1b}';
    assert.equal(printable(text), text);
  });
});
