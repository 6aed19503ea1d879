import type { Fix, FixContext } from './fix.ts';

/**
 * Puts a text in the place of what was found.
 *
 * @param name what people read in its place, where an escape would distract
 */
export function replacement(
  { file: { uri }, found: { start, end } }: FixContext,
  text: string,
  name = text,
): Fix {
  return { title: `Change to \`${name}\``, edits: [{ uri, start, end, text }] };
}
