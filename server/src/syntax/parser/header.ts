import type { PackageHeader, TokenIndex } from '../ast.ts';
import { kindOf } from '../lexer/token-kind.ts';
import type { Cursor } from './cursor.ts';
import { packageId } from './paths.ts';
import { outermost, recover } from './recovery/recovery.ts';

/** `package ns:name;`, which only the first item can be. */
export function packageHeader(cursor: Cursor): PackageHeader | undefined {
  if (!cursor.at('package') || isBlock(cursor)) return undefined;
  const first = cursor.position++;
  cursor.limitTo(first);
  const id = packageId(cursor);
  // To the reference a `package` that does not end here must be a block.
  if (!cursor.eat(';')) cursor.unexpected(cursor.kind === kindOf['{'] ? '`;`' : '`;` or `{`');
  cursor.limit = Infinity;
  if (cursor.panicking) recover(cursor, outermost, first);
  return { kind: 'package-header', id, ...cursor.span(first) };
}

/** Whether the `package` that comes next has a body: a `{` before anything that ends or starts an item. */
function isBlock(cursor: Cursor): boolean {
  let at = cursor.position + 1;
  while (partsOfId.has(cursor.tokens.kind(at))) at++;
  return cursor.tokens.kind(at) === kindOf['{'] && !isMistake(cursor, at);
}

const partsOfId = new Set(
  (['identifier', 'escaped-identifier', ':', '@', 'integer', '.', '-', '+'] as const).map(
    (name) => kindOf[name],
  ),
);

/** In broken text: whether a `{` that a header seems to have is one too many, or should be a `;`. */
function isMistake(cursor: Cursor, brace: TokenIndex): boolean {
  const { tokens, layout, position } = cursor;
  if (!layout) return false;
  let next = brace + 1;
  while (next < tokens.count && !layout.isFirstOnLine(next)) next++;
  if (tokens.kind(next - 1) === kindOf[';']) return true;
  if (next >= tokens.count) return false;
  return next === brace + 1 && layout.place(position, next) !== 'inside' && !isClosed(cursor, brace);
}

function isClosed({ tokens }: Cursor, brace: TokenIndex): boolean {
  let depth = 0;
  for (let at = brace; at < tokens.count; at++) {
    if (tokens.kind(at) === kindOf['{']) depth++;
    if (tokens.kind(at) === kindOf['}'] && --depth === 0) return true;
  }
  return false;
}
