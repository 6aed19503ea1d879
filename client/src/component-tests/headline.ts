const UNEQUAL = /^Expected values to be (?:strictly|loosely) (?:deep-)?equal:\n/;

/**
 * The message of a failed test with its reason in the first line, which is all that an editor shows beside the test:
 * those of `node:assert` begin with the kind of the comparison, and have the values below.
 */
export function withHeadline(message: string): string {
  const [begin] = UNEQUAL.exec(message) ?? [];
  if (begin === undefined) return message;
  const compared = message.slice(begin.length);
  const short = /^\n(.+) !==? (.+)\n?$/.exec(compared);
  const [actual, expected] = short ? short.slice(1) : [only(compared, '+'), only(compared, '-')];
  return actual && expected ? `Expected ${expected}, got ${actual}\n\n${message}` : message;
}

/** The only line of a comparison that one of both values has; undefined where there are several. */
function only(compared: string, side: '+' | '-'): string | undefined {
  const [line, ...others] = compared
    .split('\n')
    .filter((one) => one.startsWith(`${side} `) && !one.startsWith('+ actual'));
  return others.length === 0 ? line?.slice(2) : undefined;
}
