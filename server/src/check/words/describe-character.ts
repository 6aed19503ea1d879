/** How a message speaks of a character: by its code point, and by itself where it can be seen. */
export function describeCharacter(character: string): string {
  const point = character.codePointAt(0);
  if (point === undefined) return 'the end of the file';
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (point > 0x20 && point < 0x7f) return `\`${character}\``;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `\`${character}\` (${code})` : code;
}
