import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCargo } from './cargo.ts';
import { readGo } from './go.ts';
import { readPython } from './python.ts';

const CARGO = `
running 3 tests
test tests::sings ... ignored
test tests::greets ... ok
test tests::parts ... FAILED

failures:

---- tests::parts stdout ----
said

thread 'tests::parts' (71) panicked at src/lib.rs:12:9:
assertion failed: left == right
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace


failures:
    tests::parts

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out

   Doc-tests greeter
test src/lib.rs - greet (line 3) ... ok
`;

const GO = `=== RUN   TestGreets
--- PASS: TestGreets (0.25s)
=== RUN   TestParts
said
    answers_test.go:9: not "Bye"
--- FAIL: TestParts (0.00s)
=== RUN   TestSings
    answers_test.go:13: later
--- SKIP: TestSings (0.00s)
FAIL
FAIL	local/answers	0.002s
`;

const PYTHON = `test_greets (test_answers.TestAnswers.test_greets) ... ok
test_parts (test_answers.TestAnswers.test_parts)
At the end. ... FAIL
test_sings (test_answers.TestAnswers) ... skipped 'later'

======================================================================
FAIL: test_parts (test_answers.TestAnswers.test_parts)
At the end.
----------------------------------------------------------------------
Traceback (most recent call last):
  File "/w/greeter/tests/test_answers.py", line 9, in test_parts
    self.assertEqual(part(), "Bye")
  File "/usr/lib/python3.13/unittest/case.py", line 907, in assertEqual
    assertion_func(first, second, msg=msg)
AssertionError: 'Hi' != 'Bye'

----------------------------------------------------------------------
Ran 3 tests in 0.001s

FAILED (failures=1, skipped=1)
`;

const names = (results: readonly { name: string; outcome: string }[]): string[] =>
  results.map(({ name, outcome }) => `${name}: ${outcome}`);

describe('the results of tests', () => {
  it('are read in what cargo prints', () => {
    const results = readCargo(CARGO, { folder: '/w' });
    assert.deepEqual(names(results), [
      'tests::sings: skipped',
      'tests::greets: passed',
      'tests::parts: failed',
      'src/lib.rs - greet (line 3): passed',
    ]);
    assert.match(results[2]?.message ?? '', /^said\n[^]*display a backtrace$/);
    assert.deepEqual(results[2]?.at, { file: 'src/lib.rs', line: 12, column: 9 });
  });

  it('are read in what go prints', () => {
    const results = readGo(GO, { folder: '/w', files: ['answers/answers_test.go'] });
    assert.deepEqual(names(results), ['TestGreets: passed', 'TestParts: failed', 'TestSings: skipped']);
    assert.equal(results[0]?.durationMs, 250);
    assert.equal(results[1]?.message, 'said\n    answers_test.go:9: not "Bye"');
    assert.deepEqual(results[1]?.at, { file: 'answers/answers_test.go', line: 9 });
  });

  it('are read in what unittest prints', () => {
    const results = readPython(PYTHON, { folder: '/w/greeter' });
    assert.deepEqual(names(results), [
      'test_answers.TestAnswers.test_greets: passed',
      'test_answers.TestAnswers.test_parts: failed',
      'test_answers.TestAnswers.test_sings: skipped',
    ]);
    assert.match(results[1]?.message ?? '', /^Traceback[^]*'Hi' != 'Bye'$/);
    assert.deepEqual(results[1]?.at, { file: 'tests/test_answers.py', line: 9 });
  });
});
