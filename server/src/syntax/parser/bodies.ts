import type { Attribute, TokenIndex } from '../ast.ts';
import { describe, kindOf } from '../token-kind.ts';
import { attributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import { recover, type Surroundings } from './recovery.ts';
import { type Context, startsBlock, startsItem } from './starts.ts';

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
  return open(cursor, opener, context) ? members(cursor, opener, context, item) : [];
}

/** What stands behind the opening brace, and the closing one. */
export function members<T>(cursor: Cursor, opener: TokenIndex, context: Context, item: ItemReader<T>): T[] {
  const indented = isIndented(cursor, opener);
  const surroundings = { context, ownBrace: indented };
  const items: T[] = [];
  while (!closes(cursor, indented ? opener : undefined, surroundings)) {
    const read = itemOf(cursor, surroundings, item);
    if (read !== undefined) items.push(read);
  }
  return items;
}

/** One item with its attributes; after a mistake in it, the cursor stands where the next one can start. */
export function itemOf<T>(cursor: Cursor, surroundings: Surroundings, item: ItemReader<T>): T | undefined {
  cursor.calm();
  const first = cursor.position;
  const before = attributes(cursor);
  const read = cursor.panicking ? undefined : item(cursor, before, first);
  if (cursor.panicking) recover(cursor, surroundings, first);
  return read;
}

function open(cursor: Cursor, opener: TokenIndex, context: Context): boolean {
  if (!cursor.panicking && cursor.expect('{')) return true;
  const start = startOfBody(cursor, opener, context);
  if (start === undefined) return false;
  cursor.position = start;
  cursor.goOn();
  return true;
}

/** Where the body of an item with a broken head starts: behind a `{` on its line, or at an item further in. */
function startOfBody(cursor: Cursor, opener: TokenIndex, context: Context): TokenIndex | undefined {
  const { tokens, layout } = cursor;
  if (!layout) return undefined;
  for (let at = cursor.position; at < tokens.count; at++) {
    const kind = tokens.kind(at);
    const place = layout.isFirstOnLine(at) ? layout.place(opener, at) : undefined;
    if (kind === kindOf['{'] && place !== 'outside') return at + 1;
    const isHere = at === cursor.position || place === 'inside';
    if (isHere && startsItem(cursor, context, at)) return at;
    if (kind === kindOf['}'] && place === 'at-edge') return at;
    if (place !== undefined || startsBlock(cursor, at)) return undefined;
  }
  return undefined;
}

/** Whether the body stands further in than its item, so that its layout tells where it ends. */
function isIndented({ layout, position }: Cursor, opener: TokenIndex): boolean {
  return layout?.place(opener, position) === 'inside' && layout.isFirstOnLine(position);
}

/**
 * Whether the body ends here; its closing brace is read, if it is there.
 *
 * @param opener the token whose indentation the body is held against, where that can be trusted
 */
function closes(cursor: Cursor, opener: TokenIndex | undefined, surroundings: Surroundings): boolean {
  while (opener !== undefined && isStrayBrace(cursor, opener)) {
    const first = cursor.position++;
    cursor.report('unexpected-brace', { first, last: first });
    recover(cursor, surroundings, first);
  }
  if (cursor.at('eof') || endsUnclosed(cursor, opener) || startsElsewhere(cursor, surroundings)) {
    const at = { first: cursor.position, last: cursor.position };
    cursor.report('unclosed-brace', at, { found: describe(cursor.kind) });
    return true;
  }
  return cursor.eat('}');
}

/** A `}` that stands further in than the body it would close. */
function isStrayBrace(cursor: Cursor, opener: TokenIndex): boolean {
  return cursor.at('}') && cursor.layout?.place(opener, cursor.position) === 'inside';
}

/** What stands here belongs to something further out, so a `}` is missing. */
function endsUnclosed(cursor: Cursor, opener: TokenIndex | undefined): boolean {
  const { layout, position } = cursor;
  if (opener === undefined || !layout?.isFirstOnLine(position)) return false;
  const place = layout.place(opener, position);
  return cursor.at('}') ? place === 'outside' : place !== 'inside';
}

/** An interface or world starts here, and this body cannot hold one. */
function startsElsewhere(cursor: Cursor, { context }: Surroundings): boolean {
  const { layout, position } = cursor;
  return context !== 'package' && !!layout?.isFirstOnLine(position) && startsBlock(cursor, position);
}
