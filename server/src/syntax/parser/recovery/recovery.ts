import type { TokenIndex } from '../../ast.ts';
import { kindOf } from '../../lexer/token-kind.ts';
import type { Cursor } from '../cursor.ts';
import {
  behindAttributes,
  type Context,
  isFunctionStart,
  startsBlock,
  startsItem,
  startsTopLevelItem,
} from './starts.ts';

/** The context of a list of items. */
export interface ListContext {
  readonly context: Context;
  /** Whether a `}` right below the start of an item is the item's own, not that of its container. */
  readonly ownBrace: boolean;
  /** The brace behind the last item, where it is known. */
  readonly end: TokenIndex | undefined;
}

/** The top level of a file. */
export const outermost: ListContext = { context: 'file', ownBrace: true, end: undefined };

/**
 * Ends the panic: skips the rest of a broken item, up to the start of the next one, past the `;` or `}` that ends it,
 * or to the `}` of its container. If the item starts its line, lines that are indented more belong to it, regardless of
 * their braces.
 *
 * @param first the broken item's first token; at least one token is skipped
 */
export function recover(cursor: Cursor, surroundings: ListContext, first: TokenIndex): void {
  let depth = openBraces(cursor, first);
  if (cursor.position === first) cursor.position++;
  // A `;` too many is all there is of its item.
  if (cursor.tokens.kind(first) === kindOf[';']) return cursor.endPanic();
  const failedAt = cursor.position;
  for (; ; cursor.position++) {
    const step = stepAt(cursor, surroundings, { first, failedAt, depth });
    if (step === 'last') cursor.position++;
    if (step !== 'skip') break;
    if (cursor.kind === kindOf['{']) depth++;
    if (cursor.kind === kindOf['}'] && depth > 0) depth--;
  }
  cursor.endPanic();
}

/** How many braces the item has opened and not closed where it broke. */
function openBraces({ tokens, position }: Cursor, first: TokenIndex): number {
  let depth = 0;
  for (let at = first; at < position; at++) {
    const kind = tokens.kind(at);
    if (kind === kindOf['{']) depth++;
    else if (kind === kindOf['}'] && depth > 0) depth--;
  }
  return depth;
}

/** A broken item: its first token, the one where it could not be read on, and how many braces are open. */
interface BrokenItem {
  readonly first: TokenIndex;
  readonly failedAt: TokenIndex;
  readonly depth: number;
}

/** Whether a token is not part of the broken item any more, its last, or one to skip. */
function stepAt(
  cursor: Cursor,
  { context, ownBrace, end }: ListContext,
  { first, failedAt, depth }: BrokenItem,
): 'stop' | 'last' | 'skip' {
  const { kind, position } = cursor;
  const place = placeOfLine(cursor, first);
  if (kind === kindOf.eof || position === end || place === 'outside') return 'stop';
  if (place === 'inside') return isBoundaryInside(cursor, context, first, depth) ? 'stop' : 'skip';
  if (isBoundary(cursor, context, { first, failedAt, depth: place === 'at-edge' ? 0 : depth })) return 'stop';
  if (kind === kindOf['}'] && depth === 0) {
    if (place === 'at-edge' && ownBrace) return endsItem(cursor, context) ? 'last' : 'skip';
    return startsLine(cursor, first) && !endsLine(cursor, position) ? 'skip' : 'stop';
  }
  const closing = kind === kindOf[';'] ? depth === 0 : kind === kindOf['}'] && depth === 1;
  return closing && endsItem(cursor, context) ? 'last' : 'skip';
}

/**
 * The relation of the line that starts here to the broken item. If that does not start its own line, it is in a body
 * that does, and a line that is not indented more than the body is behind both.
 */
function placeOfLine(cursor: Cursor, first: TokenIndex) {
  const { layout, position } = cursor;
  if (!layout?.isFirstOnLine(position)) return undefined;
  const place = layout.place(first, position);
  if (!startsLine(cursor, first)) return place === 'inside' ? undefined : 'outside';
  return place === 'inside' ? layout.place(behindAttributes(cursor.tokens, first), position) : place;
}

/** Whether an item starts further in than the broken one that cannot be part of it: few lines are indented so. */
function isBoundaryInside(cursor: Cursor, context: Context, first: TokenIndex, depth: number): boolean {
  const { tokens, position } = cursor;
  const holdsBlocks = (context === 'file' || context === 'package') && depth > 0;
  if (!holdsBlocks && startsBlock(cursor.tokens, position)) return true;
  const head = behindAttributes(cursor.tokens, first);
  const kind = tokens.kind(head);
  const holdsNone = withoutItems.has(kind) || isFunctionStart(tokens, head) || signs.has(kind);
  return holdsNone && startsItem(cursor.tokens, context, position);
}

/** Keywords of items that cannot contain other items. */
const withoutItems = new Set(
  (['@', 'type', 'use', 'include', 'record', 'variant', 'enum', 'flags'] as const).map(
    (name) => kindOf[name],
  ),
);

/** Tokens that do not start an item, such as the conflict markers of a merge. */
const signs = new Set((['<', '=', '>'] as const).map((name) => kindOf[name]));

const startsLine = ({ layout }: Cursor, token: TokenIndex): boolean => layout?.isFirstOnLine(token) ?? false;

const endsLine = ({ layout, tokens }: Cursor, token: TokenIndex): boolean =>
  token + 1 >= tokens.count || (layout?.isFirstOnLine(token + 1) ?? false);

/** Whether the item can end with the `;` or `}` here, as no part of it follows. */
function endsItem(cursor: Cursor, context: Context): boolean {
  const next = cursor.position + 1;
  const kind = cursor.tokens.kind(next);
  if (kind === kindOf[';']) return false;
  return (
    endsLine(cursor, cursor.position) || kind === kindOf['}'] || startsItem(cursor.tokens, context, next)
  );
}

/** Whether an item starts here. Within braces of the broken one only a mark that cannot be part of it counts. */
function isBoundary(cursor: Cursor, context: Context, { first, failedAt, depth }: BrokenItem): boolean {
  const at = cursor.position;
  if (at === failedAt && startsBlock(cursor.tokens, at)) return true;
  if (at !== first + 1 && !canStartItem(cursor, at)) return false;
  if (startsTopLevelItem(cursor.tokens, at)) return true;
  if (depth > 0 && cursor.tokens.kind(at) === kindOf['@']) return false;
  const inFile = context === 'file' || context === 'package';
  return (depth === 0 || !inFile) && startsItem(cursor.tokens, context, at);
}

/** Items start lines, or follow the end of another. */
function canStartItem(cursor: Cursor, at: TokenIndex): boolean {
  return startsLine(cursor, at) || ends.has(cursor.tokens.kind(at - 1));
}

const ends = new Set([kindOf[';'], kindOf['}'], kindOf['{']]);
