import type { TokenIndex } from '../../ast.ts';
import { isIdentifier, kindOf } from '../../lexer/token-kind.ts';
import type { Cursor } from '../cursor.ts';
import type { Place } from './layout.ts';
import { type Context, endsHead, startsItem, startsSomeItem } from './starts.ts';

/** Where the body of an item with a broken head starts: behind a `{` on its line, or at an item further in. */
export function startOfBody(cursor: Cursor, opener: TokenIndex, context: Context): TokenIndex | undefined {
  const { tokens, layout, position } = cursor;
  if (!layout || isHeadWithoutName(cursor)) return undefined;
  const brace = braceAtEndOfLine(cursor);
  if (brace !== undefined) return brace + 1;
  for (const at of [position, position + 1, layout.endOfHead(position + 1)]) {
    const kind = tokens.kind(at);
    const place = layout.isFirstOnLine(at) ? layout.place(opener, at) : undefined;
    if (kind === kindOf['{'] && place !== 'outside') return at + 1;
    if (kind === kindOf[';']) return replacesBrace(cursor, opener, at) ? at + 1 : undefined;
    if (kind === kindOf['}'] && (place === 'at-edge' || at === position + 1)) return at;
    if (canStartBody(cursor, at, place) && startsItem(cursor.tokens, context, at)) return at;
    if (place !== undefined || endsHead(tokens, at)) return undefined;
  }
  return undefined;
}

/** Whether the head broke because `keyword name {` follows in place of its name. */
function isHeadWithoutName({ tokens, position }: Cursor): boolean {
  const headed = isIdentifier(tokens.kind(position + 1)) && tokens.kind(position + 2) === kindOf['{'];
  return headed && !isIdentifier(tokens.kind(position - 1)) && startsSomeItem(tokens, position);
}

/** The `{` that ends the line where a head broke. */
function braceAtEndOfLine({ tokens, layout, position }: Cursor): TokenIndex | undefined {
  if (!layout || layout.isFirstOnLine(position)) return undefined;
  const last = layout.nextLine(position) - 1;
  return tokens.kind(last) === kindOf['{'] ? last : undefined;
}

/** Text before one of these is not an item. */
const endsOfHead = new Set([kindOf['{'], kindOf[';']]);

/** Whether an item at a token would be in the body whose `{` is missing, and not what follows a head alone. */
function canStartBody(cursor: Cursor, at: TokenIndex, place: Place | undefined): boolean {
  if (place !== undefined) return place === 'inside';
  const { layout, tokens, position } = cursor;
  if (tokens.kind(at) === kindOf['@'] && !isIdentifier(tokens.kind(at - 1))) return false;
  if (layout?.isFirstOnLine(at + 1)) return false;
  return at <= position + 1 && !endsOfHead.has(tokens.kind(at + 1));
}

/** Whether a `;` ends the line, and the next line is indented more. */
function replacesBrace({ layout, position }: Cursor, opener: TokenIndex, at: TokenIndex): boolean {
  return at === position && !!layout?.isFirstOnLine(at + 1) && layout.place(opener, at + 1) === 'inside';
}
