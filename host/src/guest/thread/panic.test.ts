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

  it('reads what an async function threw from the view of Rust', () => {
    const stack = 'TypeError: \\"a\\"\\u{301}\\n    at f (src/a.ts:9:59)';
    const text = `async export result lowering failed: Value(Exception(\nException { message: Some("x"), stack: Some("${stack}") })\n)`;
    assert.deepEqual(readPanic(text), { message: 'TypeError: "a"\u0301', frames: ['at f (src/a.ts:9:59)'] });
  });

  it('says in words which value does not fit', () => {
    const cases = {
      'expected string: FromJs { from: "undefined", to: "string", message: None }':
        'the guest gave undefined where the WIT has a string',
      'expected string: FromJs { from: "object", to: "string", message: None }':
        'the guest gave an object where the WIT has a string',
      'expected string: Utf8(Utf8Error { valid_up_to: 0, error_len: Some(1) })':
        'the guest gave a string with half of a surrogate pair',
      'unknown enum case: purple': 'the guest gave a value that does not fit: unknown enum case: purple',
    };
    for (const [text, message] of Object.entries(cases))
      assert.deepEqual(readPanic(text), { message, frames: [], value: true });
  });

  it('says that an err of an import was not caught', () => {
    const head = 'Error: [object Object] (see error.payload)';
    const text = `Failed to call 'f': ${head}\n${head}\n    at f (a.ts:1:1)`;
    const message = 'an imported function gave an `err`, and nothing caught it';
    assert.deepEqual(readPanic(text), { message, frames: ['at f (a.ts:1:1)'] });
  });

  it('takes a message of several lines whole', () => {
    const { message } = readPanic("Failed to call 'f': Error: a\nb\nRangeError: a\nb\n    at f (a.ts:1:1)");
    assert.equal(message, 'RangeError: a\nb');
  });
});
