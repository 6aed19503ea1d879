import type { Attribute, TokenIndex } from '../ast.ts';
import { describe, kindOf } from '../token-kind.ts';
import { attributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import { isFirstOnLine, placeIn } from './layout.ts';
import { recover } from './recovery.ts';
import { type Context, startsItem } from './starts.ts';

export type ItemReader<T> = (
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
) => T | undefined;

/**
 * `{ … }` around items. Both braces may be missing: the opening one when an item follows, the closing one
 * when something follows that cannot stand here.
 *
 * @param opener first token of the item that has this body
 */
export function body<T>(cursor: Cursor, opener: TokenIndex, context: Context, item: ItemReader<T>): T[] {
  if (!open(cursor, context)) return [];
  const layout = cursor.trustsLayout && isIndented(cursor, opener) ? opener : undefined;
  const items: T[] = [];
  while (!closes(cursor, layout)) {
    const read = itemOf(cursor, context, item);
    if (read !== undefined) items.push(read);
  }
  return items;
}

/** One item with its attributes; after a mistake in it, the cursor stands where the next one can start. */
export function itemOf<T>(cursor: Cursor, context: Context, item: ItemReader<T>): T | undefined {
  const first = cursor.position;
  const before = attributes(cursor);
  const read = cursor.panicking ? undefined : item(cursor, before, first);
  if (cursor.panicking) recover(cursor, context, first);
  return read;
}

function open(cursor: Cursor, context: Context): boolean {
  if (cursor.panicking || cursor.expect('{')) return !cursor.panicking;
  const next = cursor.position;
  if (!startsItem(cursor, context, next) && cursor.kind !== kindOf['}']) return false;
  cursor.panicking = false;
  return true;
}

/** Whether the body stands further in than its item, so that its layout tells where it ends. */
function isIndented({ tokens, position }: Cursor, opener: TokenIndex): boolean {
  return placeIn(tokens, opener, position) === 'inside' && isFirstOnLine(tokens, position);
}

/**
 * Whether the body ends here; its closing brace is read, if it is there.
 *
 * @param layout the token whose indentation the body is held against, where that can be trusted
 */
function closes(cursor: Cursor, layout: TokenIndex | undefined): boolean {
  while (layout !== undefined && isStrayBrace(cursor, layout)) {
    cursor.report('unexpected-brace', { first: cursor.position, last: cursor.position });
    cursor.position++;
  }
  if (cursor.at('eof') || endsUnclosed(cursor, layout)) {
    const at = { first: cursor.position, last: cursor.position };
    cursor.report('unclosed-brace', at, { found: describe(cursor.kind) });
    return true;
  }
  return cursor.eat('}');
}

/** A `}` that stands further in than the body it would close. */
function isStrayBrace(cursor: Cursor, layout: TokenIndex): boolean {
  return cursor.at('}') && placeIn(cursor.tokens, layout, cursor.position) === 'inside';
}

/** What stands here belongs to something further out, so a `}` is missing. */
function endsUnclosed(cursor: Cursor, layout: TokenIndex | undefined): boolean {
  const { tokens, position } = cursor;
  if (layout === undefined || !isFirstOnLine(tokens, position)) return false;
  const place = placeIn(tokens, layout, position);
  return cursor.at('}') ? place === 'outside' : place !== 'inside';
}
