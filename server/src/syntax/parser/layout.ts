import type { TokenIndex } from '../ast.ts';
import type { Tokens } from '../tokens.ts';

/**
 * What line breaks and indentation say about braces. A text that parses never asks; in a broken one they
 * tell which brace is the one too many or too few, as they would tell a reader.
 */

/** Offset of the first character of a token's line. */
function lineStart(tokens: Tokens, token: TokenIndex): number {
  const start = tokens.start(token);
  return start === 0 ? 0 : tokens.text.lastIndexOf('\n', start - 1) + 1;
}

export function isFirstOnLine(tokens: Tokens, token: TokenIndex): boolean {
  return token === 0 || tokens.end(token - 1) <= lineStart(tokens, token);
}

/** Width of the white space that starts a token's line. */
function indentation(tokens: Tokens, token: TokenIndex): number {
  const start = lineStart(tokens, token);
  let at = start;
  while (tokens.text[at] === ' ' || tokens.text[at] === '\t') at++;
  return at - start;
}

function onSameLine(tokens: Tokens, one: TokenIndex, other: TokenIndex): boolean {
  return lineStart(tokens, one) === lineStart(tokens, other);
}

/** How a token that might close a body, or stand in it, lies to the token that opened the body's item. */
export function placeIn(
  tokens: Tokens,
  opener: TokenIndex,
  token: TokenIndex,
): 'inside' | 'at-edge' | 'outside' {
  if (onSameLine(tokens, opener, token)) return 'at-edge';
  if (!isFirstOnLine(tokens, token)) return 'inside';
  const difference = indentation(tokens, token) - indentation(tokens, opener);
  return difference > 0 ? 'inside' : difference === 0 ? 'at-edge' : 'outside';
}
