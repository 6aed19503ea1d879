import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WorldFunction } from '../../inspect/world-functions.ts';
import { Breakpoints, type RequestedBreakpoint } from './breakpoints.ts';

const pay: WorldFunction = {
  interface: undefined,
  kind: 'free',
  name: 'pay',
  signature: {
    params: [
      { name: 'result-code', type: { kind: 'u32' } },
      { name: 'note', type: { kind: 'string' } },
    ],
    result: { kind: 'result', ok: undefined, err: { kind: 'string' } },
  },
};

function place(requested: Omit<RequestedBreakpoint, 'function'>) {
  const breakpoints = new Breakpoints({
    parts: [{ functions: { imports: [], exports: [pay] } }],
  });
  return breakpoints.replace('file', [{ function: 'pay', ...requested }], () => 1)[0]!;
}

describe('a breakpoint on a function', () => {
  for (const requested of [
    {},
    { condition: 'result-code == 3' },
    { condition: 'note == "no result"' },
    { logMessage: 'the result of {note}' },
    { mode: 'call', condition: 'note == "x"' },
  ])
    it(`stops before the call with ${JSON.stringify(requested)}`, () =>
      assert.equal(place(requested).settings?.at, 'call'));

  for (const requested of [
    { mode: 'return' },
    { condition: 'result is err' },
    { condition: 'note == "x" && result.err == "y"' },
    { logMessage: '{note} gives {result}' },
    // It has no result before.
    { mode: 'call', condition: 'result == ok' },
  ])
    it(`stops after the return with ${JSON.stringify(requested)}`, () =>
      assert.equal(place(requested).settings?.at, 'return'));

  for (const [requested, refused] of [
    [{ condition: 'note == 3' }, 'column 9 of the condition: expected a string, as in "x", found 3'],
    [{ condition: 'result.ok == 3' }, /^column 8 of the condition: expected something that is in result/],
    [
      { logMessage: 'for {notes}' },
      'column 6 of the message: expected result-code or note or result, found notes',
    ],
    [{ hitCondition: 'often' }, 'expected a count as in 5, > 5 or % 5, found often'],
  ] as const)
    it(`is refused with ${JSON.stringify(requested)}`, () => {
      const reason = place(requested).refused ?? '';
      if (typeof refused === 'string') assert.equal(reason, refused);
      else assert.match(reason, refused);
    });
});
