/** UTF-8 in linear memory. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
/** Up to here a loop is faster than a call of the decoder. */
const SHORT = 24;

/** @throws TypeError for bytes that are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT) {
    const ascii = decodeAscii(bytes, start, length);
    if (ascii !== undefined) return ascii;
  }
  return decoder.decode(bytes.subarray(start, start + length));
}

function decodeAscii(bytes: Uint8Array, start: number, length: number): string | undefined {
  let text = '';
  for (let at = start; at < start + length; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);
