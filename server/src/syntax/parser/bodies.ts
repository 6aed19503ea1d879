import type { Attribute, TokenIndex } from '../ast.ts';
import { describe, kindOf } from '../lexer/token-kind.ts';
import { attributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import { assumeItemKeyword } from './recovery/mistyped-keyword.ts';
import { recover, type ListContext } from './recovery/recovery.ts';
import { startOfBody } from './recovery/start-of-body.ts';
import {
  behindAttributes,
  type Context,
  startsBlock,
  startsDefinition,
  startsItem,
  startsSomeItem,
} from './recovery/starts.ts';

export type ItemReader<T> = (
  cursor: Cursor,
  attributes: readonly Attribute[],
  first: TokenIndex,
) => T | undefined;

/**
 * `{ … }` around items. Both braces may be missing: the opening one when an item follows, the closing one when
 * something follows that is not allowed here.
 *
 * @param opener first token of the item that has this body
 */
export function body<T>(cursor: Cursor, opener: TokenIndex, context: Context, item: ItemReader<T>): T[] {
  return open(cursor, opener, context) ? members(cursor, opener, context, item) : [];
}

/** The items after the opening brace, and the closing brace. */
export function members<T>(cursor: Cursor, opener: TokenIndex, context: Context, item: ItemReader<T>): T[] {
  cursor.limit = Infinity;
  skipSecondBrace(cursor);
  const indented = isIndented(cursor, opener);
  const end = cursor.layout?.closing(cursor.position - 1);
  const surroundings = { context, ownBrace: indented, end };
  const start = cursor.position;
  const ends = () => closes(cursor, indented ? opener : undefined, surroundings, start);
  return itemsUntil(ends, cursor, surroundings, item);
}

/** Items before the closing brace of a body whose start is missing. */
export function membersUpTo<T>(cursor: Cursor, end: TokenIndex, context: Context, item: ItemReader<T>): T[] {
  cursor.limit = Infinity;
  return itemsUntil(() => closesAt(cursor, end), cursor, { context, ownBrace: true, end }, item);
}

function itemsUntil<T>(
  ends: () => boolean,
  cursor: Cursor,
  surroundings: ListContext,
  item: ItemReader<T>,
): T[] {
  const items: T[] = [];
  while (!ends()) {
    const read = itemOf(cursor, surroundings, item);
    if (read !== undefined) items.push(read);
  }
  return items;
}

/** Skips a second `{` after the one that opens the body. */
function skipSecondBrace(cursor: Cursor): void {
  if (!cursor.at('{')) return;
  cursor.unexpected('an item');
  cursor.endPanic();
  cursor.position++;
}

/** Parses one item with its attributes; after an error, the cursor is where the next one can start. */
export function itemOf<T>(cursor: Cursor, surroundings: ListContext, item: ItemReader<T>): T | undefined {
  const { former: reusable, position } = cursor;
  if (!reusable) return readItem(cursor, surroundings, item);
  const untouched = reusable.unchangedAt(cursor, surroundings.context);
  if (!untouched) return reusable.within(position, () => readItem(cursor, surroundings, item));
  cursor.position = untouched.last + 1;
  // It was read in a body of the same kind.
  return untouched as T;
}

function readItem<T>(cursor: Cursor, surroundings: ListContext, item: ItemReader<T>): T | undefined {
  cursor.endPanic();
  const first = cursor.position;
  const before = attributes(cursor);
  cursor.limitTo(cursor.position);
  const head = cursor.position;
  const isMisplaced = !!cursor.layout && isForeignItem(cursor, surroundings.context, head);
  if (isMisplaced && !cursor.panicking && cursor.behindMisplaced === first) cursor.resume();
  assumeItemKeyword(cursor, surroundings.context);
  let read = cursor.panicking ? undefined : item(cursor, before, first);
  if (isBeforeItem(cursor, surroundings, head)) {
    cursor.resume();
    cursor.position = head + 1;
    read = item(cursor, before, first);
  }
  cursor.limit = Infinity;
  if (cursor.panicking) recover(cursor, surroundings, first);
  if (isMisplaced) cursor.behindMisplaced = cursor.position;
  return read;
}

/** Whether an item failed at its first or second token because another item starts there. */
function isBeforeItem(cursor: Cursor, { context }: ListContext, head: TokenIndex): boolean {
  const { layout, panicking, position } = cursor;
  if (!panicking || !layout || position > head + 1 || layout.isFirstOnLine(head + 1)) return false;
  return startsDefinition(cursor.tokens, context, head + 1);
}

function open(cursor: Cursor, opener: TokenIndex, context: Context): boolean {
  if (!cursor.panicking && cursor.expect('{')) return true;
  const start = startOfBody(cursor, opener, context);
  if (start === undefined) return false;
  cursor.position = start;
  cursor.resume();
  return true;
}

/** Whether the body is indented deeper than its item, or on its line, so that layout determines its end. */
function isIndented({ layout, position }: Cursor, opener: TokenIndex): boolean {
  return !!layout && (!layout.isFirstOnLine(position) || layout.place(opener, position) === 'inside');
}

/**
 * Whether the body ends here; its closing brace is read, if it exists.
 *
 * @param opener the token whose indentation is compared with that of the body, if indentation is reliable
 * @param start the body's first token
 */
function closes(
  cursor: Cursor,
  opener: TokenIndex | undefined,
  surroundings: ListContext,
  start: TokenIndex,
): boolean {
  if (surroundings.end !== undefined) return closesAt(cursor, surroundings.end);
  while (opener !== undefined && isStrayBrace(cursor, opener)) {
    const first = cursor.position++;
    // The brace of a missing head, which has been reported.
    const isReported = (cursor.errors.at(-1)?.first ?? -1) >= start;
    if (!isReported) cursor.report('unexpected-brace', { first, last: first });
    recover(cursor, surroundings, first);
  }
  if (opener !== undefined) skipBeforeBrace(cursor, opener);
  if (cursor.at('eof') || endsUnclosed(cursor, opener) || startsForeignItem(cursor, opener, surroundings)) {
    // The reference reads the attributes of an item before it finds that the item is not allowed here.
    const head = behindAttributes(cursor.tokens, cursor.position);
    const place = isForeignItem(cursor, surroundings.context, head) ? head : cursor.position;
    const at = { first: place, last: place };
    // The previous token has been reported, and may replace the brace.
    const isReported = cursor.errors.at(-1)?.first === cursor.position - 1;
    if (!isReported) cursor.report('unclosed-brace', at, { found: describe(cursor.tokens.kind(place)) });
    return true;
  }
  return cursor.eat('}');
}

/** Like `closes`, for a known closing brace: an earlier one belongs to skipped text. */
function closesAt(cursor: Cursor, end: TokenIndex): boolean {
  while (cursor.position < end && cursor.at('}')) cursor.position++;
  const done = cursor.position >= end;
  if (done) cursor.position = end + 1;
  return done;
}

/** A `}` that is indented deeper than the body it would close. */
function isStrayBrace(cursor: Cursor, opener: TokenIndex): boolean {
  return cursor.at('}') && cursor.layout?.place(opener, cursor.position) === 'inside';
}

/** Skips text on the line of the closing brace that is not part of the body. */
function skipBeforeBrace(cursor: Cursor, opener: TokenIndex): void {
  const { layout, position, tokens } = cursor;
  const brace = position + 1;
  if (tokens.kind(brace) !== kindOf['}'] || cursor.at('}') || layout?.isFirstOnLine(brace)) return;
  if (!layout?.isFirstOnLine(position) || layout.place(opener, position) !== 'at-edge') return;
  cursor.unexpected(describe(kindOf['}']));
  cursor.endPanic();
  cursor.position = brace;
}

/** The current line belongs to an outer body, so a `}` is missing. */
function endsUnclosed(cursor: Cursor, opener: TokenIndex | undefined): boolean {
  const { layout, position } = cursor;
  if (opener === undefined || !layout?.isFirstOnLine(position)) return false;
  const place = layout.place(opener, position);
  return cursor.at('}') ? place === 'outside' : place !== 'inside';
}

/** A line starts with an item that is not allowed in this body. */
function startsForeignItem(
  cursor: Cursor,
  opener: TokenIndex | undefined,
  { context }: ListContext,
): boolean {
  const { layout, position } = cursor;
  if (!layout?.isFirstOnLine(position)) return false;
  const head = behindAttributes(cursor.tokens, position);
  if (!isForeignItem(cursor, context, head)) return false;
  const isInside = opener !== undefined && layout.place(opener, position) === 'inside';
  // An interface cannot contain `world name {`, at any indentation.
  return !isInside || startsBlock(cursor.tokens, head);
}

/** Whether an item starts that is not allowed in a body of this kind. */
const isForeignItem = (cursor: Cursor, context: Context, head: TokenIndex): boolean =>
  startsSomeItem(cursor.tokens, head) && !startsItem(cursor.tokens, context, head);
