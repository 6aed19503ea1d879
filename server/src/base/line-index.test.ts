import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LineIndex } from './line-index.ts';

describe('LineIndex', () => {
  test('supports LF, CRLF and a lone CR', () => {
    const lines = new LineIndex('a\nb\r\nc\rd');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(
      [0, 2, 5, 7].map((offset) => lines.positionAt(offset).line),
      [0, 1, 2, 3],
    );
  });

  test('counts UTF-16 units', () => {
    assert.deepEqual(new LineIndex('x\n😀é|').positionAt(5), { line: 1, character: 3 });
  });

  test('converts every offset to a position and back', () => {
    const text = 'one\r\n\n\rtwo\n';
    const lines = new LineIndex(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const back = lines.offsetAt(lines.positionAt(offset));
      // Inside of CRLF there is no position: it is the end of the line.
      assert.equal(back, text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset);
    }
  });

  test('clamps positions to the text', () => {
    const lines = new LineIndex('ab\ncd');
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(lines.offsetAt({ line: -1, character: 3 }), 0);
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
  });
});
