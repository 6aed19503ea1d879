/** The range that a second byte must be in; a first byte that is not here begins nothing. Unicode 15, table 3-7. */
const CONTINUATION = [0x80, 0xbf] as const;

/**
 * Offset of the first byte that is not UTF-8: a decoder replaces it, together with the rest of its sequence, by U+FFFD.
 */
export function firstInvalidByte(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** Bytes of the character that begins here; 0 when none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let n = 1; n < length; n++) {
    const [least, most] = n === 1 ? secondOf(first) : CONTINUATION;
    const byte = bytes[at + n];
    if (byte === undefined || byte < least || byte > most) return 0;
  }
  return length;
}

/** Excludes overlong forms, surrogates, and code points beyond U+10FFFF. */
function secondOf(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : CONTINUATION;
}

/** The UTF-16 offset in a text of a byte of its UTF-8; one within a character is that of the character. */
export function utf16Offset(text: string, byte: number): number {
  let left = byte;
  let offset = 0;
  for (const character of text) {
    left -= utf8Length(character.codePointAt(0)!);
    if (left < 0) break;
    offset += character.length;
  }
  return offset;
}

const utf8Length = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
