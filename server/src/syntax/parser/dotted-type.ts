import type { Name } from '../ast.ts';
import { isIdentifier, isKeyword, kindOf } from '../lexer/token-kind.ts';
import type { Cursor } from './cursor.ts';
import { version } from './paths.ts';

/**
 * Continues after the name of a type that is written with its interface, as in many languages but not in WIT:
 * `types.request`, `ns:pkg/types@1.0.0.request`. The whole is one error, at the token after the first name, where the
 * reference reports it; the rest is read as after any type.
 */
export function restOfDottedType(cursor: Cursor, { token: first }: Name): void {
  if (!startsDots(cursor)) return;
  const at = cursor.position;
  if (cursor.eat(':')) cursor.position += 3;
  let path = textFrom(cursor, first);
  const isVersioned = eatVersion(cursor);
  if (isVersioned) path = textFrom(cursor, first);
  let name = '';
  while (atNextName(cursor)) {
    if (name !== '') path = textFrom(cursor, first);
    name = cursor.tokens.textOf(cursor.position + 1).replace(/^%/, '');
    cursor.position += 2;
  }
  const before = cursor.position;
  if (!isVersioned && eatVersion(cursor)) path += textFrom(cursor, before);
  cursor.report('dotted-type', { first: at, last: cursor.position - 1 }, { path, name });
}

/** `.name`, or `:pkg/name` and then a version or `.name`. */
function startsDots(cursor: Cursor): boolean {
  if (atNextName(cursor)) return true;
  const isPath = cursor.at(':') && isIdentifier(cursor.ahead(1)) && cursor.ahead(2) === kindOf['/'];
  if (!isPath || !isIdentifier(cursor.ahead(3))) return false;
  return cursor.ahead(4) === kindOf['@'] || cursor.ahead(4) === kindOf['.'];
}

/** A name on a line below belongs to the next item: `a: types.` is being typed. */
function atNextName(cursor: Cursor): boolean {
  const { tokens, position } = cursor;
  if (!cursor.at('.') || position + 1 >= cursor.limit) return false;
  const isName = isIdentifier(cursor.ahead(1)) || isKeyword(cursor.ahead(1));
  return isName && tokens.end(position) === tokens.start(position + 1);
}

function eatVersion(cursor: Cursor): boolean {
  if (!cursor.at('@') || cursor.ahead(1) !== kindOf.integer) return false;
  cursor.position++;
  return version(cursor) !== undefined;
}

const textFrom = ({ tokens, position }: Cursor, first: number): string =>
  tokens.text.slice(tokens.start(first), tokens.end(position - 1));
