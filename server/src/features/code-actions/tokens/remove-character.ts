import type { Fix, FixContext } from '../fix.ts';
import { joins } from '../joins.ts';

/** Characters that are no white space to WIT, but to most readers. */
const BLANK = /[\v\f\u0085]/;

/** Removes a character that WIT does not allow. */
export function* removeCharacter({
  file: { uri, tokens },
  found: { start, end },
}: FixContext): Generator<Fix> {
  const isBlank = BLANK.test(tokens.text.slice(start, end));
  const text = isBlank && joins(tokens.text, start, end) ? ' ' : '';
  yield { title: 'Remove the character', isPreferred: true, edits: [{ uri, start, end, text }] };
}
