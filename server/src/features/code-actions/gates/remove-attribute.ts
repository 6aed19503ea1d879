import type { TokenIndex } from '../../../syntax/ast.ts';
import { kindOf } from '../../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Removes the attribute whose name was found. */
export function* removeAttribute({ file: { uri, tokens }, found }: FixContext): Generator<Fix> {
  const name = tokens.firstEndingAfter(found.start);
  const next = endOfAttribute(tokens, name) + 1;
  const range = { start: tokens.start(name - 1), end: tokens.start(next) };
  const text = tokens.text.slice(range.start, tokens.end(next - 1));
  yield { title: `Remove \`${text}\``, isPreferred: true, edits: [{ uri, ...range, text: '' }] };
}

/** Removes the attributes of a `use`, which was found at its keyword. */
export function* removeAttributes({ file: { uri, tokens, ast }, found }: FixContext): Generator<Fix> {
  const keyword = tokens.firstEndingAfter(found.start);
  const use = ast.items.find(({ first, last }) => first < keyword && keyword <= last);
  if (use?.kind !== 'top-level-use') return;
  const range = { start: tokens.start(use.first), end: tokens.start(keyword) };
  yield { title: 'Remove the attributes', isPreferred: true, edits: [{ uri, ...range, text: '' }] };
}

function endOfAttribute(tokens: Tokens, name: TokenIndex): TokenIndex {
  if (tokens.kind(name + 1) !== kindOf['(']) return name;
  let token = name + 2;
  while (token < tokens.count && tokens.kind(token) !== kindOf[')']) token++;
  return token;
}
