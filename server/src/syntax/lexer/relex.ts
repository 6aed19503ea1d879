import type { TokenIndex } from '../ast.ts';
import { changedText, type ChangedText } from './changed-text.ts';
import { isForbidden } from './forbidden-characters.ts';
import { lex } from './lexer.ts';
import { Scanner } from './scanner.ts';
import type { Tokens } from './tokens.ts';

/** Tokens of a text that was changed, and where they may differ from those before: from `first` up to `end`. */
export interface Relexed {
  readonly tokens: Tokens;
  readonly first: TokenIndex;
  /** Index after the last token that was read again. */
  readonly end: TokenIndex;
}

/**
 * Splits the changed part of a text and reuses the tokens around it, with the same result as `lex`.
 *
 * @param old tokens of the text before the change
 */
export function relex(old: Tokens, text: string): Relexed {
  const change = changedText(old.text, text);
  const changed = text.slice(change.before, text.length - change.behind);
  const plain = old.errors.length === 0 && !isForbidden(changed);
  const again = plain ? between(old, change, new Scanner(text, [], old.count)) : undefined;
  if (again && again.tokens.errors.length === 0) return again;
  const tokens = lex(text);
  return { tokens, first: 0, end: tokens.count };
}

/** UTF-16 units behind a token that decide where it ends: a character outside of the BMP may continue a word. */
const MAX_LOOKAHEAD = 2;

/**
 * Starts after the last token that the change cannot affect, and stops at the start of an unchanged token: from there
 * on, only the position matters.
 */
function between(old: Tokens, { before, behind }: ChangedText, scanner: Scanner): Relexed {
  const { text, table } = scanner;
  const first = old.firstEndingAfter(before - MAX_LOOKAHEAD);
  table.copy(old.table, 0, first, 0);
  if (first === 0) scanner.passByteOrderMark();
  else scanner.position = old.end(first - 1);
  const next = scanUpToOld(old, behind, scanner);
  const end = table.count;
  if (scanner.position < text.length) table.copy(old.table, next, old.count, text.length - old.text.length);
  return { tokens: scanner.done(), first, end };
}

/** @returns index of the old token at the scanner's position, if that is not the end of the text */
function scanUpToOld(old: Tokens, behind: number, scanner: Scanner): TokenIndex {
  const { text } = scanner;
  const shift = text.length - old.text.length;
  let next = old.firstEndingAfter(old.text.length - behind);
  if (old.start(next) < old.text.length - behind) next++;
  while (scanner.position < text.length) {
    while (next < old.count && old.start(next) + shift < scanner.position) next++;
    if (next < old.count && old.start(next) + shift === scanner.position) break;
    scanner.next();
  }
  return next;
}
