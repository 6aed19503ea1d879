import { kindOf, describe, type TokenName } from '../lexer/token-kind.ts';
import type { Cursor } from './cursor.ts';
import { startsFunction } from './recovery/starts.ts';

/** Items separated by commas up to a closing token; a comma may follow the last one. */
export function list<T>(cursor: Cursor, close: TokenName, item: (cursor: Cursor) => T | undefined): T[] {
  const items: T[] = [];
  while (!cursor.panicking && !cursor.eat(close)) {
    if (startsFunction(cursor)) {
      // The list was not closed: `id: func` is the item behind it. The reference stumbles over `func`.
      cursor.unexpected('a type', cursor.position + 2);
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

/** `{ … }` whose opening brace may have been forgotten. */
export function bracedList<T>(cursor: Cursor, item: (cursor: Cursor) => T | undefined): T[] {
  const opened = cursor.expectOrAssume('{', 'identifier', 'escaped-identifier', '}');
  return opened ? list(cursor, '}', item) : [];
}
