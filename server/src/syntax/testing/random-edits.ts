import { type Random, random } from './random.ts';

/** Pieces of text that mean something to the lexer, and some without any meaning in WIT. */
const pieces = [
  '{', '}', ';', ',', '<', '>', '(', ')', '->', ':', '.', '@', '/', '//', '///', '/*', '*/', '/**/', '"', '\\', '%', '-',
  ' ', '  ', '\t', '\n', '\r', '\r\n', '\n\n', '0', '1.2.3', 'x', 'é', '𝒳', '\ud800', '\udc00', '\0', '\ufeff', '\u202e',
  'interface i {\n', 'world w {\n', 'package a:b {\n', 'f: func();\n', 'record', 'resource r;', 'use a.{b};', '@since(version = ',
]; // prettier-ignore

/** A text with a random range of up to 20 characters replaced by a random piece, or taken out. */
export function randomEdit(text: string, { below, pick }: Random): string {
  const at = below(text.length + 1);
  const removed = below(3) === 0 ? below(20) : 0;
  const written = removed > 0 && below(2) === 0 ? '' : pick(pieces);
  return text.slice(0, at) + written + text.slice(at + removed);
}

/** Text made of pieces alone. */
export function randomText(length: number, { pick }: Random): string {
  return Array.from({ length }, () => pick(pieces)).join('');
}

/**
 * Texts that random edits lead to, each made of the one before it. Every twentieth is as it was published,
 * and has no text before it.
 */
export function* randomEdits(texts: readonly string[], count: number, seed: number) {
  const numbers = random(seed);
  let text = '';
  for (let n = 0; n < count; n++) {
    const isFirst = n % 20 === 0;
    text = isFirst ? numbers.pick(texts) : randomEdit(text, numbers);
    yield { text, isFirst };
  }
}
