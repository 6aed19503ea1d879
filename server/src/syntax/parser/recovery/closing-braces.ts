import type { TokenIndex } from '../../ast.ts';
import { kindOf } from '../../lexer/token-kind.ts';
import type { Tokens } from '../../lexer/tokens.ts';

/**
 * The certain pairs of braces, opening by closing: all of them where every brace of the file has its counterpart, else
 * the pairs that agree with the layout and those inside of them.
 *
 * @param agree whether a pair is laid out as usual
 */
export function closingBraces(
  tokens: Tokens,
  agree: (open: TokenIndex, close: TokenIndex) => boolean,
): ReadonlyMap<TokenIndex, TokenIndex> {
  const { pairs, complete } = match(tokens);
  const sure = new Map<TokenIndex, TokenIndex>();
  let sureUntil = complete ? tokens.count : 0;
  for (const [open, close] of pairs.sort(([one], [other]) => one - other)) {
    if (close > sureUntil && agree(open, close)) sureUntil = close;
    if (close <= sureUntil) sure.set(open, close);
  }
  return sure;
}

type Pair = readonly [open: TokenIndex, close: TokenIndex];

function match(tokens: Tokens): { pairs: Pair[]; complete: boolean } {
  const pairs: Pair[] = [];
  const open: TokenIndex[] = [];
  let complete = true;
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind(token) === kindOf['{']) open.push(token);
    if (tokens.kind(token) !== kindOf['}']) continue;
    const brace = open.pop();
    if (brace === undefined) complete = false;
    else pairs.push([brace, token]);
  }
  return { pairs, complete: complete && open.length === 0 };
}
