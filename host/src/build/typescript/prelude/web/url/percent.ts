/** The percent-encode sets of the URL standard (https://url.spec.whatwg.org/#percent-encoded-bytes). */
import { TextDecoder, TextEncoder } from '../../text.ts';

export type EncodeSet = (code: number) => boolean;

const codes = (text: string): ReadonlySet<number> => new Set([...text].map((char) => char.charCodeAt(0)));

/** The set `base` with the characters of `more`. */
const withMore = (base: EncodeSet, more: string): EncodeSet => {
  const added = codes(more);
  return (code) => base(code) || added.has(code);
};

export const controls: EncodeSet = (code) => code < 0x20 || code > 0x7e;
export const fragment = withMore(controls, ' "<>`');
export const query = withMore(controls, ' "#<>');
export const specialQuery = withMore(query, "'");
export const path = withMore(query, '?^`{}');
export const userinfo = withMore(path, '/:;=@[\\]|');
/** All characters except those that `application/x-www-form-urlencoded` leaves unchanged. */
export const form: EncodeSet = (code) => !/[A-Za-z0-9*\-._]/.test(String.fromCharCode(code)) || code > 0x7e;

const encoder = new TextEncoder();

export function percentEncode(text: string, set: EncodeSet): string {
  let encoded = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    encoded += set(code) ? [...encoder.encode(char)].map(escaped).join('') : char;
  }
  return encoded;
}

const escaped = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Bytes that are not UTF-8 become U+FFFD. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  const encoded = encoder.encode(text);
  for (let at = 0; at < encoded.length; at++) {
    const hex = String.fromCharCode(...encoded.subarray(at, at + 3));
    if (/^%[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex.slice(1), 16));
      at += 2;
    } else bytes.push(encoded[at] ?? 0);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
