import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCodeOf } from './exit-code.ts';
import type { Problem } from '../protocol.ts';

const codes: readonly (readonly [Problem, number])[] = [
  [{ code: 'guest-trap', message: 'the guest trapped' }, 134],
  [{ code: 'guest-trap', message: 'the guest broke a rule', withoutTrap: true }, 1],
  [{ code: 'guest-timeout', message: 'the guest ran longer than its limit' }, 134],
  [{ code: 'wasi-misuse', message: 'the guest was ended' }, 1],
  [{ code: 'guest-error', message: 'the guest returned an error' }, 1],
];

/** Those of real broken rules are compared with wasmtime's in run/cases/misbehaviour.test.ts. */
describe('the exit code of a run', () => {
  for (const [problem, code] of codes)
    it(`is ${code}: ${problem.message}`, () => assert.equal(exitCodeOf(problem), code));
});
