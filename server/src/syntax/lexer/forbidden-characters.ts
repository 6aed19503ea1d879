import type { LexicalError } from './tokens.ts';

/**
 * Characters that are not allowed anywhere, not even in comments: control codes, overrides of the writing direction
 * (CVE-2021-42574), and those that Unicode deprecates or discourages. The reference checks them before it reads the
 * first token.
 */
const forbidden =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /([\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f])|([\u202a-\u202e\u2066-\u2069])|[\u0149\u0673\u0f77\u0f79\u17a3\u17a4\u17b4\u17b5]/g;

/** The maximum number of reported characters per file; beyond it the file is binary. */
const maxReported = 100;

// eslint-disable-next-line no-misleading-character-class
const one = new RegExp(forbidden.source);

export const isForbidden = (character: string): boolean => one.test(character);

/** The first forbidden characters of a text; offsets in UTF-16 code units. */
export function forbiddenCharacters(text: string): LexicalError[] {
  const errors: LexicalError[] = [];
  for (const { 0: character, 1: control, 2: direction, index } of text.matchAll(forbidden)) {
    const code = control ? 'control-character' : direction ? 'direction-override' : 'discouraged-character';
    errors.push({ code, start: index, end: index + 1, detail: { character } });
    if (errors.length === maxReported) break;
  }
  return errors;
}
