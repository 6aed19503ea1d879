import { kindOf } from '../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';

/**
 * The gates and external ids before a place, as written but on one line; empty if there are none, or a comment is
 * between them.
 *
 * @param offset UTF-16, of the item that they belong to
 */
export function attributesBefore(tokens: Tokens, offset: number): string {
  const behind = tokens.firstEndingAfter(offset);
  let first = behind;
  for (let at = startOfAttribute(tokens, first); at !== undefined; at = startOfAttribute(tokens, first))
    first = at;
  if (first === behind) return '';
  const text = tokens.text.slice(tokens.start(first), offset);
  return text.includes('//') || text.includes('/*') ? '' : text.trim().replace(/\s+/g, ' ');
}

/** Of the attribute that ends right before a token: `@`, a name, and arguments in parentheses. */
function startOfAttribute(tokens: Tokens, end: number): number | undefined {
  let at = end - 1;
  if (at < 0 || tokens.kind(at) !== kindOf[')']) return undefined;
  while (at > 2 && tokens.kind(at) !== kindOf['(']) at--;
  return at >= 2 && tokens.kind(at - 2) === kindOf['@'] ? at - 2 : undefined;
}
