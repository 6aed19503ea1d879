/** A message and what to do about it, as separate sentences for a user. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part?.trim() ? [sentence(part.trim())] : [])).join(' ');
}

/** Begins with a capital and ends with a full stop, unless it begins with code or ends otherwise. */
function sentence(text: string): string {
  const isWord = /^[a-z]+(?=[\s,])/.test(text);
  const start = isWord ? text[0]!.toUpperCase() + text.slice(1) : text;
  return /[.!?:…]["”’)]*$/.test(start) ? start : `${start}.`;
}
