import { isKeyword, keywords, kindOf, type TokenName } from '../../../syntax/lexer/token-kind.ts';
import type { TokenIndex } from '../../../syntax/ast.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import { mistypedKeyword } from '../../../syntax/parser/recovery/mistyped-keyword.ts';
import { joins } from '../joins.ts';
import { lineGap } from '../line-gap.ts';

/** A change of one token. Offsets are UTF-16. */
export interface Correction {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every correction of one token that may help where the text cannot be read on, the likeliest first. */
export function* correctionsAt(tokens: Tokens, token: TokenIndex): Generator<Correction> {
  if (isKeyword(tokens.kind(token))) yield asName(tokens, token);
  // `type: func()` is read as the start of a type up to the colon.
  const isNamed = tokens.kind(token) === kindOf[':'] && isKeyword(tokens.kind(token - 1));
  if (isNamed) yield asName(tokens, token - 1);
  for (const word of [token, token - 1]) yield* asKeyword(tokens, word);
  if (token > 0) for (const text of MISSING) yield* exceptComments(tokens, inserted(tokens, token, text));
  if (!isSign(tokens, token)) return;
  for (const sign of SIGNS)
    if (sign !== tokens.textOf(token)) yield* exceptComments(tokens, replaced(tokens, token, sign));
  yield removed(tokens, token);
}

/** A second slash hides what follows, mistakes too. */
function* exceptComments({ text }: Tokens, correction: Correction): Generator<Correction> {
  const { start, end, text: sign } = correction;
  const around = text.slice(Math.max(0, start - 1), start) + sign + text.slice(end, end + 1);
  if (!/\/[/*]/.test(around)) yield correction;
}

/** Tokens to insert directly after the previous token. A version may lack its last numbers. */
const SIGNS = [';', ',', ':', ')', '>', '(', '<', '.', '/', '@'] as const;
const SPACED = ['->', '=', '{', '}', 'func', 'as'] as const;
const MISSING = [...SIGNS, ...SPACED, '.0', '.0.0'] as const;

const signs = new Set((['->', '=', '{', '}', ...SIGNS] satisfies TokenName[]).map((name) => kindOf[name]));
const isSign = (tokens: Tokens, token: TokenIndex): boolean => signs.has(tokens.kind(token));

function asName(tokens: Tokens, token: TokenIndex): Correction {
  const start = tokens.start(token);
  return { title: `Write \`%${tokens.textOf(token)}\`: it is a name`, start, end: start, text: '%' };
}

/** The word of the language that was mistyped, if one is near. */
function* asKeyword(tokens: Tokens, token: TokenIndex): Generator<Correction> {
  if (tokens.kind(token) !== kindOf.identifier) return;
  const name = tokens.textOf(token);
  const text = mistypedKeyword(name, keywords);
  if (text === undefined) return;
  yield { title: `Change to \`${text}\``, start: tokens.start(token), end: tokens.end(token), text };
}

function inserted(tokens: Tokens, token: TokenIndex, sign: (typeof MISSING)[number]): Correction {
  const title = `Insert \`${sign}\``;
  const [behind, before] = [tokens.end(token - 1), tokens.start(token)];
  // At the end of a line, the brace gets a line of its own, indented like the line below.
  const gap = tokens.text.slice(behind, before);
  if (sign === '}') return { title, start: behind, end: behind, text: lineGap(gap) + '}' };
  const isSpaced = SPACED.some((one) => one === sign);
  if (!isSpaced) return { title, start: behind, end: behind, text: sign };
  const space = /\w/.test(sign.at(-1)!) && tokens.textOf(token) === '(' ? '' : ' ';
  return { title, start: before, end: before, text: (behind === before ? ' ' : '') + sign + space };
}

function replaced(tokens: Tokens, token: TokenIndex, sign: string): Correction {
  const title = `Change \`${tokens.textOf(token)}\` to \`${sign}\``;
  return { title, start: tokens.start(token), end: tokens.end(token), text: sign };
}

/** Replaces a token by a space if its neighbours would join. */
function removed(tokens: Tokens, token: TokenIndex): Correction {
  const title = `Remove \`${tokens.textOf(token)}\``;
  const [start, end] = [tokens.start(token), tokens.end(token)];
  return { title, start, end, text: joins(tokens.text, start, end) ? ' ' : '' };
}
