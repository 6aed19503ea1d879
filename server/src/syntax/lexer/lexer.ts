import { forbiddenCharacters } from './forbidden-characters.ts';
import { Scanner } from './scanner.ts';
import type { Tokens } from './tokens.ts';

/**
 * Splits a text into tokens (WIT.md, "Lexical structure", as wit-parser reads it). It never fails: invalid text becomes
 * an `invalid` token with an error beside it. Offsets are UTF-16.
 */
export function lex(text: string): Tokens {
  const scanner = new Scanner(text, forbiddenCharacters(text), text.length >> 3);
  scanner.passByteOrderMark();
  while (scanner.position < text.length) scanner.next();
  return scanner.done();
}
