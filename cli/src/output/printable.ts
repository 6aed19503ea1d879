import { codePointEscape } from '../../../server/src/base/code-point.ts';

/**
 * Text from a file of others, for a terminal: controls that would move the cursor, change colours or reverse the
 * direction of the text are escaped by their code points (`\u{1b}`). Tabs and line ends stay.
 */
export const printable = (text: string): string => text.replaceAll(CONTROLS, codePointEscape);

/** C0 and C1 controls, delete, and the marks, embeddings, overrides and isolates of bidirectional text. */
const CONTROLS = /[^\P{Cc}\t\n]|\p{Bidi_Control}/gu;
