/** A character by its code point, `\u{1b}`: an escape of WAVE, of names in the WebAssembly text format, and of Rust. */
export const codePointEscape = (character: string): string =>
  `\\u{${character.codePointAt(0)!.toString(16)}}`;
