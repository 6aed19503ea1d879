import type { Fix, FixContext } from './fix.ts';

/**
 * Replaces a finding's range by a text.
 *
 * @param name the text for titles, if an escape would distract
 */
export function replacement(
  { file: { uri }, found: { start, end } }: FixContext,
  text: string,
  name = text,
): Fix {
  return { title: `Change to \`${name}\``, edits: [{ uri, start, end, text }] };
}
