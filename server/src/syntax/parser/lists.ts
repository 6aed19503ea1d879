import { kindOf, describe, type TokenName } from '../lexer/token-kind.ts';
import { accessorAt } from './accessors.ts';
import type { Cursor } from './cursor.ts';
import { isFunctionStart } from './recovery/starts.ts';

/** Items separated by commas up to a closing token; a comma may follow the last one. */
export function list<T>(cursor: Cursor, close: TokenName, item: (cursor: Cursor) => T | undefined): T[] {
  const items: T[] = [];
  while (!cursor.panicking && !cursor.eat(close)) {
    if (isFunctionStart(cursor.tokens, cursor.position)) {
      // The list was not closed: a function is the item behind it.
      stopAtFunction(cursor, close);
      break;
    }
    const read = item(cursor);
    if (read !== undefined) items.push(read);
    if (cursor.eat(',')) continue;
    if (!cursor.eat(close)) cursor.unexpected(`\`,\` or ${describe(kindOf[close])}`);
    break;
  }
  return items;
}

/** The reference reads `id: func` and `id: get(` as far as they can be a field: to `func`, and to the parenthesis. */
function stopAtFunction(cursor: Cursor, close: TokenName): void {
  const isType = accessorAt(cursor.tokens, cursor.position + 2) !== undefined;
  if (isType) cursor.unexpected(`\`,\` or ${describe(kindOf[close])}`, cursor.position + 3);
  else cursor.unexpected('a type', cursor.position + 2);
}

/** `{ … }` whose opening brace may have been forgotten. */
export function bracedList<T>(cursor: Cursor, item: (cursor: Cursor) => T | undefined): T[] {
  const opened = cursor.expectOrAssume('{', 'identifier', 'escaped-identifier', '}');
  return opened ? list(cursor, '}', item) : [];
}
