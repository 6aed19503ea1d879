import type { Name, TokenIndex } from '../../ast.ts';
import { isIdentifier, kindOf } from '../../lexer/token-kind.ts';
import { type Cursor, nameText } from '../cursor.ts';
import { behindAttributes, type Context, startsDefinition, startsItem, wordsOfWorlds } from './starts.ts';

/** The kind of a body as indicated by its first member. */
export type Content = 'packages' | 'world' | 'resource' | 'functions' | 'other';

/** The body of an item whose head is broken. */
export interface Block {
  readonly brace: TokenIndex;
  /** The last name before the brace. */
  readonly name: Name;
  readonly content: Content;
}

/**
 * The block whose head contains the error: a name and a `{` are on its line, and the next line is indented more, or
 * cannot be a sibling, since a `{` may also have been typed for a `;`.
 *
 * @param first the item's first token
 */
export function blockBehindMistake(cursor: Cursor, context: Context, first: TokenIndex): Block | undefined {
  const brace = cursor.panicking ? braceOnLine(cursor) : undefined;
  const name = brace === undefined ? undefined : nameBefore(cursor, first, brace);
  if (brace === undefined || !name || opensNames(cursor, first, brace)) return undefined;
  if (isFollowedBySibling(cursor, context, first, brace + 1)) return undefined;
  return { brace, name, content: contentOf(cursor, first, brace) };
}

/** Whether a brace is that of `use path.{a, b};`. */
const opensNames = (cursor: Cursor, first: TokenIndex, brace: TokenIndex): boolean =>
  cursor.tokens.kind(brace - 1) === kindOf['.'] &&
  cursor.tokens.kind(behindAttributes(cursor.tokens, first)) === kindOf.use;

function braceOnLine(cursor: Cursor): TokenIndex | undefined {
  const { tokens, layout, position, limit } = cursor;
  if (!layout || position >= limit) return undefined;
  const at = tokens.kind(position) === kindOf['{'] ? position : layout.endOfHead(position);
  return tokens.kind(at) === kindOf['{'] ? at : undefined;
}

function nameBefore({ tokens, layout }: Cursor, first: TokenIndex, brace: TokenIndex): Name | undefined {
  for (let token = brace - 1; token >= first; token--) {
    if (isIdentifier(tokens.kind(token))) return { text: nameText(tokens, token), token };
    if (layout?.isFirstOnLine(token)) return undefined;
  }
  return undefined;
}

function isFollowedBySibling(cursor: Cursor, context: Context, first: TokenIndex, next: TokenIndex): boolean {
  const { layout, tokens } = cursor;
  if (tokens.kind(next) === kindOf[';']) return true;
  const isBelow = layout?.isFirstOnLine(next) && layout.place(first, next) !== 'inside';
  return !!isBelow && startsItem(tokens, context, next);
}

const keywordsOfBlocks = new Set([kindOf.interface, kindOf.world]);
const endsOfItem = new Set([kindOf[';'], kindOf['}'], kindOf['{'], kindOf.eof]);

/** The kind of a body by its first member, or else by the keyword in the head. */
function contentOf(cursor: Cursor, first: TokenIndex, brace: TokenIndex): Content {
  const { tokens } = cursor;
  const start = behindAttributes(tokens, brace + 1);
  if (tokens.kind(start) !== kindOf.use && startsDefinition(tokens, 'package', start)) return 'packages';
  for (let at = start; !endsOfItem.has(tokens.kind(at)); at++)
    if (wordsOfWorlds.has(tokens.kind(at))) return 'world';
  if (!startsItem(tokens, 'resource', start)) return isHeadOfWorld(cursor, first, brace) ? 'world' : 'other';
  const isStatic = tokens.kind(start + 2) === kindOf.static;
  return isStatic || tokens.kind(start) === kindOf.constructor ? 'resource' : 'functions';
}

function isHeadOfWorld({ tokens }: Cursor, first: TokenIndex, brace: TokenIndex): boolean {
  let token = brace - 1;
  while (token > first && !keywordsOfBlocks.has(tokens.kind(token))) token--;
  return tokens.kind(token) === kindOf.world;
}
