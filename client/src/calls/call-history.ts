/** The calls that were made of a component, the newest first. */
export type CallHistory = readonly string[];

/** Calls remembered of each function. */
const MOST = 10;

/** The name of the function in a call: the text before its arguments. */
export const functionIn = (call: string): string => call.slice(0, (call + '(').indexOf('(')).trim();

/** With one more call; the oldest of the same function is forgotten when there are too many. */
export function remember(history: CallHistory, call: string): CallHistory {
  const others = history.filter((one) => one !== call);
  const same = others.filter((one) => functionIn(one) === functionIn(call));
  const forgotten = new Set(same.slice(MOST - 1));
  return [call, ...others.filter((one) => !forgotten.has(one))];
}

/** The calls of the function that `call` names. */
export const callsLike = (history: CallHistory, call: string): CallHistory =>
  history.filter((one) => functionIn(one) === functionIn(call));

/** The stored history, possibly written by an earlier version. */
export const asHistory = (stored: unknown): CallHistory =>
  Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
