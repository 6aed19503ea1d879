import type { CallRecord } from '../../../host/src/protocol/trace.ts';

/** A call of `host` to `a`, with the fields that a test is about. */
export const callWith = (own: Partial<CallRecord>): CallRecord => ({
  span: 's',
  trace: 't',
  thread: 1,
  start: 0,
  duration: 10,
  caller: 'host',
  callee: 'a',
  function: 'run',
  arguments: [],
  ...own,
});
