import type { Attribute, Name, Span } from '../ast.ts';
import { decodeString } from '../lexer/string-literal.ts';
import type { Cursor } from './cursor.ts';
import { version } from './paths.ts';

/** The gates and external ids before an item. */
export function attributes(cursor: Cursor): Attribute[] {
  const found: Attribute[] = [];
  while (cursor.at('@')) found.push(attribute(cursor));
  return found;
}

function attribute(cursor: Cursor): Attribute {
  const first = cursor.position++;
  cursor.limitTo(first);
  const name = cursor.name('(');
  const content = name && (readers.get(name.text) ?? unknown)(cursor, name);
  cursor.limit = Infinity;
  return { ...(content ?? { kind: 'unknown', name }), ...cursor.span(first) };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Content = DistributiveOmit<Attribute, keyof Span>;

const readers: ReadonlyMap<string, (cursor: Cursor, name: Name) => Content> = new Map<
  string,
  (cursor: Cursor) => Content
>([
  ['since', (cursor) => ({ kind: 'since', version: argument(cursor, 'version', version) })],
  ['deprecated', (cursor) => ({ kind: 'deprecated', version: argument(cursor, 'version', version) })],
  ['unstable', (cursor) => ({ kind: 'unstable', feature: argument(cursor, 'feature', (c) => c.name(')')) })],
  ['external-id', externalId],
]);

/** `(key = value)` */
function argument<T>(cursor: Cursor, key: string, value: (cursor: Cursor) => T): T | undefined {
  cursor.expect('(');
  const name = cursor.name();
  if (name && name.text !== key) {
    const at = { first: name.token, last: name.token };
    cursor.fail('attribute-argument', at, { expected: key, found: name.text });
  }
  const read = cursor.expect('=') ? value(cursor) : undefined;
  cursor.expect(')');
  return read;
}

function externalId(cursor: Cursor): Content {
  cursor.expect('(');
  const token = cursor.position;
  const value = cursor.expect('string-literal') ? decodeString(cursor.tokens.textOf(token)).value : undefined;
  cursor.expect(')');
  return { kind: 'external-id', value };
}

/** Reports the attribute, and reads its arguments, so that the item behind it has no error. */
function unknown(cursor: Cursor, name: Name): Content {
  cursor.report('unknown-attribute', { first: name.token, last: name.token }, { name: name.text });
  if (cursor.eat('(')) {
    while (!cursor.at(')') && !cursor.at('eof') && !cursor.at(';') && !cursor.at('}')) cursor.position++;
    cursor.eat(')');
  }
  return { kind: 'unknown', name };
}
