import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTraceParent } from './trace-parent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const found = { trace: TRACE, parent: SPAN };

describe('the header traceparent', () => {
  const cases: readonly (readonly [header: string, expected: typeof found | undefined])[] = [
    [`00-${TRACE}-${SPAN}-01`, found],
    [`00-${TRACE}-${SPAN}-00`, found],
    [` 00-${TRACE}-${SPAN}-01 `, found],
    // A later version may have more; the first may not.
    [`cc-${TRACE}-${SPAN}-01-what-comes`, found],
    [`cc-${TRACE}-${SPAN}-01`, found],
    [`00-${TRACE}-${SPAN}-01-what-comes`, undefined],
    [`ff-${TRACE}-${SPAN}-01`, undefined],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, undefined],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, undefined],
    [`00-${TRACE}-${SPAN}`, undefined],
    [`00-${TRACE}-${SPAN}-1`, undefined],
    ['', undefined],
  ];
  for (const [header, expected] of cases)
    it(JSON.stringify(header), () => assert.deepEqual(readTraceParent(header), expected));
});
