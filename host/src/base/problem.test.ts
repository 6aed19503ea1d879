import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostError, problemOf } from './problem.ts';

it('an unexpected error is a fault of WIT Studio, with the lines to report', () => {
  const { code, message, causes } = problemOf(new TypeError('x is not a function'));
  assert.deepEqual([code, message], ['host-fault', 'WIT Studio failed: x is not a function']);
  assert.match(causes?.[0] ?? '', /^at .*problem\.test/);
  assert.equal(problemOf('thrown').message, 'WIT Studio failed: thrown');
});

it('a problem stays what it is', () => {
  const problem = { code: 'plan-exists', message: 'it exists' } as const;
  assert.equal(problemOf(new HostError(problem)), problem);
});
