import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { forgetLastWords, lastWords, readLastWords, remembering, type LastWords } from './last-words.ts';

const NOTE = 'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n';
const PYTHON = `
thread '<unnamed>' (1) panicked at runtime/src/lib.rs:1280:25:
Python function threw an unexpected exception
${NOTE}`;

/** As the toolchains' guests wrote them. */
const WORDS: Readonly<Record<string, readonly [text: string, expected: LastWords | undefined]>> = {
  'a panic in Rust': [
    `\nthread '<unnamed>' (1) panicked at src/lib.rs:8:46:\nindex out of bounds: the len is 3 but the index is 5\n${NOTE}`,
    {
      message: 'panic: index out of bounds: the len is 3 but the index is 5',
      frames: ['at src/lib.rs:8:46'],
    },
  ],
  'one with a text of several lines': [
    `hello\n\nthread 'main' panicked at src/main.rs:3:5:\nassertion \`left == right\` failed\n  left: 1\n right: 2\n${NOTE}`,
    {
      message: 'panic: assertion `left == right` failed\n  left: 1\n right: 2',
      frames: ['at src/main.rs:3:5'],
    },
  ],
  "one in Rust's library": [
    `\nthread '<unnamed>' (1) panicked at /rustc/59807616e1/library/alloc/src/raw_vec/mod.rs:28:5:\ncapacity overflow\n${NOTE}`,
    { message: 'panic: capacity overflow', frames: [] },
  ],
  'no memory in Rust': [
    'memory allocation of 3000000000 bytes failed\n',
    { message: 'memory allocation of 3000000000 bytes failed', frames: [] },
  ],
  'an exception in Python': [
    `Traceback (most recent call last):\n  File "/0/app.py", line 16, in work\n  File "/0/app.py", line 11, in inner\nValueError: no value\n${PYTHON}`,
    {
      message: 'ValueError: no value',
      frames: ['at inner (app.py:11)', 'at work (app.py:16)'],
      isStack: true,
    },
  ],
  'one that followed another': [
    `Traceback (most recent call last):\n  File "/0/app.py", line 1, in a\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/0/app.py", line 2, in b\n    raise ValueError("x")\nValueError: x\n${PYTHON}`,
    { message: 'ValueError: x', frames: ['at b (app.py:2)'], isStack: true },
  ],
  'a panic in Go': [
    `panic: runtime error: invalid memory address or nil pointer dereference\n[signal 0xb code=0x0 addr=0x0 pc=0x0]\n\ngoroutine 1 [running]:\nshop/answers.inner(...)\n\t/work/shop/answers/answers.go:12\nshop/answers.Greeting(...)\n\t/work/shop/answers/answers.go:20\nmain.wasm_export_wit_world_work(0x20e040, 0x3)\n\t/work/shop/wit_exports.go:26 +0x16\n\ngoroutine 2 [waiting]:\nother()\n\t/x.go:1 +0x2\n`,
    {
      message: 'panic: runtime error: invalid memory address or nil pointer dereference',
      frames: [
        'at shop/answers.inner (/work/shop/answers/answers.go:12)',
        'at shop/answers.Greeting (/work/shop/answers/answers.go:20)',
      ],
      isStack: true,
    },
  ],
  'the end of a program in Go': [
    'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/work/main.go:5 +0x2\n',
    {
      message: 'fatal error: all goroutines are asleep - deadlock!',
      frames: ['at main.main (/work/main.go:5)'],
      isStack: true,
    },
  ],
  'an assertion in C': [
    'Assertion failed: name->len != 5 (src/main.c: inner: 7)\n',
    { message: 'assertion failed: name->len != 5', frames: ['at inner (src/main.c:7)'] },
  ],
  'an exception in C++': [
    'libc++abi: terminating due to uncaught exception of type std::runtime_error: no\n',
    { message: 'terminating due to uncaught exception of type std::runtime_error: no', frames: [] },
  ],
  nothing: ['', undefined],
  'a line of a log': ['panic: at the disco\n', undefined],
  'a panic that something followed': ['Assertion failed: a (b.c: f: 1)\nwent on\n', undefined],
};

describe('the last words of a guest', () => {
  for (const [what, [text, expected]] of Object.entries(WORDS))
    it(`are read: ${what}`, () => assert.deepEqual(readLastWords(text), expected));
});

describe('standard error', () => {
  beforeEach(forgetLastWords);

  it('is forwarded, and its end is recorded across any chunks', () => {
    const passed: string[] = [];
    const sink = remembering((bytes) => void passed.push(Buffer.from(bytes).toString()));
    const text = "\nthread 'main' panicked at src/main.rs:3:5:\nno\n";
    for (const piece of ['x'.repeat(50_000), text.slice(0, 9), text.slice(9)]) void sink(Buffer.from(piece));
    assert.equal(passed.join('').length, 50_000 + text.length);
    assert.deepEqual(lastWords('unreachable'), { message: 'panic: no', frames: ['at src/main.rs:3:5'] });
  });

  it('of an instance does not affect the next', () => {
    void remembering(() => {})(Buffer.from('memory allocation of 5 bytes failed\n'));
    forgetLastWords();
    assert.equal(lastWords('unreachable'), undefined);
  });
});
