/**
 * A message as a sentence for a user: it begins with a capital and ends with a full stop, unless it begins with code or
 * a name (a word with a mark in or around it), or ends otherwise.
 */
export function sentence(text: string): string {
  const isWord = /^[a-z]+(?=[\s,]|$)/.test(text);
  const start = isWord ? text[0]!.toUpperCase() + text.slice(1) : text;
  return /[.!?:…]["”’)]*$/.test(start) ? start : `${start}.`;
}
