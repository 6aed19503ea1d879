import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPanic, takeGuestError, withoutPanics } from './panic.ts';

const HEAD = "\nthread '<unnamed>' (1) panicked at crates/runtime/src/interpreter.rs:52:39:\n";
const NOTE = '\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n';

describe('the panic that a JavaScript error ends in', () => {
  const written: string[] = [];
  const sink = withoutPanics((bytes) => void written.push(Buffer.from(bytes).toString()));
  const write = (...texts: string[]) => {
    written.length = 0;
    for (const text of texts) void sink(Buffer.from(text));
    return written.join('');
  };

  it('is held back, in however many pieces, and read as the error of the guest', () => {
    const text = `${HEAD}Failed to call 'f': Error: no\nTypeError: no\n    at f (src/a.ts:1:2)\n${NOTE}`;
    for (const pieces of [[text], ["\nthread '", text.slice(9, 30), text.slice(30)]]) {
      assert.equal(write(...pieces), '');
      assert.deepEqual(takeGuestError(), { message: 'TypeError: no', frames: ['at f (src/a.ts:1:2)'] });
    }
    assert.equal(takeGuestError(), undefined);
  });

  it('leaves what others write as it is', () => {
    assert.equal(write('one\n', 'two\n'), 'one\ntwo\n');
    const rust = `\nthread 'main' panicked at src/lib.rs:3:5:\n${'x'.repeat(300)}`;
    assert.equal(write(rust), rust);
  });

  it('says which type was given and which was due', () => {
    const { message } = readPanic('expected number: FromJs { from: "string", to: "i32", message: None }');
    assert.equal(message, 'the guest gave a string where the WIT has a number (i32)');
  });

  it('takes a message of several lines whole', () => {
    const { message } = readPanic("Failed to call 'f': Error: a\nb\nRangeError: a\nb\n    at f (a.ts:1:1)");
    assert.equal(message, 'RangeError: a\nb');
  });
});
