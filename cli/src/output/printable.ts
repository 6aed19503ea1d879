/**
 * Text from a file of others, for a terminal: controls that would move the cursor, change colours or reverse the
 * direction of the text are replaced by their code points in braces, as in Rust's `\u{1b}`. Tabs and line ends stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(CONTROLS, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** C0 and C1 controls, delete, and the marks, embeddings, overrides and isolates of bidirectional text. */
const CONTROLS = /[^\P{Cc}\t\n]|\p{Bidi_Control}/gu;
