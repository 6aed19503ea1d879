/**
 * When a value of a JavaScript guest does not fit its type in the WIT, the engine panics with a message of its own,
 * partly of Rust's `Debug`. No exception was thrown then. This turns it into the actual value and the expected type.
 */

import { withArticle } from '../../../../server/src/base/with-article.ts';

/** Engine messages that name the expected type only. */
const EXPECTED: Readonly<Record<string, string>> = {
  array: 'no array where the WIT has a list or a tuple',
  bigint: 'no bigint where the WIT has a u64 or an s64',
  bool: 'no boolean where the WIT has a bool',
  'resource object': 'no object of the class where the WIT has a resource',
};

const NO_FUNCTION = /^Failed to resolve '([^']+)': Error converting from js '([\w ]+)' into type 'function'/;

/** @param head the engine's panic message; for a guest's exception it starts with `Failed to call` */
export function wrongValue(head: string): string | undefined {
  const [, name, given] = NO_FUNCTION.exec(head) ?? [];
  if (name && given) return `the guest exports ${described(given)} as ${name}, where the WIT has a function`;
  if (!/^(?:expected|invalid|unknown) /.test(head)) return undefined;
  return `the guest gave ${lone(head) ?? mistaken(head) ?? missing(head) ?? unfit(head)}`;
}

const lone = (head: string): string | undefined =>
  /^expected string: Utf8\(/.test(head) ? 'a string with half of a surrogate pair' : undefined;

function mistaken(head: string): string | undefined {
  const found = /^\w+ ([\w ]+): (?:Error\()?FromJs \{ from: "([\w ]+)", to: "([\w ]+)"/.exec(head);
  if (!found) return undefined;
  const [, due = '', given = '', type = ''] = found;
  const why = given === 'promise' ? ': the function is not async in the WIT' : '';
  const exact = type === due ? '' : ` (${type})`;
  return `${described(given)} where the WIT has ${described(due)}${exact}${why}`;
}

function missing(head: string): string | undefined {
  const found = /^expected ([\w ]+)$/.exec(head)?.[1];
  return found === undefined ? undefined : EXPECTED[found];
}

function unfit(head: string): string {
  const message = /^invalid [\w ]+: Exception\(Exception \{ message: Some\("((?:[^"\\]|\\.)*)"\)/.exec(
    head,
  )?.[1];
  return `a value that does not fit: ${message === undefined ? head : unescaped(message)}`;
}

/** As JavaScript names it: `undefined` and `null` are the values themselves. */
export const described = (name: string): string =>
  /^(?:undefined|null)$/.test(name) ? name : withArticle(name);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** A text as Rust's debug format quotes it. */
export const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_whole, code: string | undefined, char: string) =>
    code === undefined ? (ESCAPES[char] ?? char) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
