import type { Fix, FixContext } from '../fix.ts';

/** A character that may not stand in WIT. */
export function* removeCharacter({ file: { uri }, found: { start, end } }: FixContext): Generator<Fix> {
  yield { title: 'Remove the character', isPreferred: true, edits: [{ uri, start, end, text: '' }] };
}
