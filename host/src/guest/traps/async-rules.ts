/**
 * Rules of the Component Model about streams, futures, subtasks and sets of waitables. Where a guest breaks one, the
 * engine's scripts throw errors in words of their own, and wasmtime reports an error that is no trap.
 */

const UNKNOWN =
  /^(?:missing (?:stream|future) end .*waitableIdx|missing\/invalid subtask|cannot remove waitable set: .* rep|missing waitable obj \(rep) \[(?<handle>-?\d+)\]/;

const RULES: readonly (readonly [thrown: RegExp, rule: string])[] = [
  [/^invalid resource rep during get, \(cannot be 0\)/, 'unknown handle index 0'],
  [/^invalid future end for table|^invalid subtask handle for drop/, 'unknown handle index'],
  [/^invalid (?:stream|future) end class/, 'a handle of one end is dropped as one of the other end'],
  [
    /^(?:stream|future) end is not copying/,
    'a read or write of a stream or future is cancelled when none is pending',
  ],
];

/** Errors whose own messages are clear. */
const SAID =
  /^cannot drop future write end without|^waitable set still contains waitables|^cannot remove busy (?:stream|future)|^cannot (?:read from|write to) (?:stream|future) after being notified|^cannot read from and write to intra-component|^buffer pointer out of bounds of memory/;

/** @returns the broken rule in the words of the Component Model; undefined for any other error */
export function asyncRuleOf(message: string): string | undefined {
  const handle = UNKNOWN.exec(message)?.groups?.['handle'];
  if (handle !== undefined) return `unknown handle index ${Number(handle) >>> 0}`;
  return SAID.test(message) ? message : RULES.find(([thrown]) => thrown.test(message))?.[1];
}
