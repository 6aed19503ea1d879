import type { TokenIndex } from '../ast.ts';
import { kindOf } from '../token-kind.ts';
import type { Cursor } from './cursor.ts';
import { isFirstOnLine } from './layout.ts';
import { type Context, startsItem, startsTopLevelItem } from './starts.ts';

/**
 * Ends the panic: skips the rest of a broken item, up to where the next one starts, or behind the `;` or
 * `}` that ends it, or before the `}` of what holds it.
 *
 * @param first the broken item's first token; at least one token is passed over
 */
export function recover(cursor: Cursor, context: Context, first: TokenIndex): void {
  let depth = openBraces(cursor, first);
  for (let skipped = cursor.position > first; ; skipped = true, cursor.position++) {
    const { kind, position } = cursor;
    if (kind === kindOf.eof) break;
    if (skipped && isBoundary(cursor, context, position, depth)) break;
    if (kind === kindOf['{']) depth++;
    if (kind === kindOf['}'] && depth-- === 0) break;
    if (depth === 0 && (kind === kindOf[';'] || kind === kindOf['}'])) {
      cursor.position++;
      break;
    }
  }
  cursor.panicking = false;
  // `};` ends an item as much as `}` does, once the item is broken anyway.
  if (cursor.position > first && cursor.tokens.kind(cursor.position - 1) === kindOf['}']) cursor.eat(';');
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

/** Whether an item starts here. Within braces of the broken one only a mark that cannot be part of it counts. */
function isBoundary(cursor: Cursor, context: Context, at: TokenIndex, depth: number): boolean {
  if (cursor.trustsLayout && !canStartItem(cursor, at)) return false;
  if (startsTopLevelItem(cursor, at)) return true;
  if (depth > 0 && cursor.tokens.kind(at) === kindOf['@']) return false;
  const inFile = context === 'file' || context === 'package';
  return (depth === 0 || !inFile) && startsItem(cursor, context, at);
}

/** Items start lines, or follow the end of another. */
function canStartItem({ tokens }: Cursor, at: TokenIndex): boolean {
  const before = at === 0 ? kindOf[';'] : tokens.kind(at - 1);
  return (
    before === kindOf[';'] || before === kindOf['}'] || before === kindOf['{'] || isFirstOnLine(tokens, at)
  );
}
