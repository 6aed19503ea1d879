import type { CallRecord } from '../../../host/src/protocol/trace.ts';

/** A call in WAVE, or why it cannot be made again. */
export type Callable = { readonly call: string } | { readonly not: string };

/** Handles, streams and futures, which WAVE cannot write. */
const HANDLE = /(?<![\w-])(?:(?:own|borrow|stream|future)<|(?:stream|future)(?![\w:-]))/;

/** A recorded call in the syntax of `wit-studio invoke`. */
export function callableOf({ function: name, arguments: values }: CallRecord): Callable {
  const texts = values.map(([, value]) => value);
  if (texts.some((text) => text.endsWith('…'))) return { not: 'a value was too long to be recorded whole' };
  if (texts.some((text) => HANDLE.test(withoutStrings(text))))
    return { not: 'a handle cannot be written in WAVE' };
  return { call: `${name}(${texts.join(', ')})` };
}

const withoutStrings = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '""');

/** The command that makes an export's call; undefined for a call between instances. */
export function commandOf(record: CallRecord, component: string | undefined): string | undefined {
  const callable = callableOf(record);
  if ('not' in callable || component === undefined || record.caller !== 'host' || record.callee === 'host')
    return undefined;
  return `wit-studio invoke ${quoted(component)} ${quoted(callable.call)}`;
}

/** For a POSIX shell. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
