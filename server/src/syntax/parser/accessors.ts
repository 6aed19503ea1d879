import type { Accessor, TokenIndex } from '../ast.ts';
import { kindOf } from '../lexer/token-kind.ts';
import type { Tokens } from '../lexer/tokens.ts';

/** The accessor keyword at a token: `get` and `set` are names unless a `(` follows. */
export function accessorAt(tokens: Tokens, at: TokenIndex): Accessor | undefined {
  if (tokens.kind(at) !== kindOf.identifier || tokens.kind(at + 1) !== kindOf['(']) return undefined;
  const text = tokens.textOf(at);
  return text === 'get' || text === 'set' ? text : undefined;
}
