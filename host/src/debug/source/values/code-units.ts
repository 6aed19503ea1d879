import type { Text } from './located.ts';
import type { TypeInfo } from '../../../toolkit/dwarf.ts';

/** The elements of a text of C or C++ that ends with a zero. */
interface CodeUnit {
  readonly size: 1 | 2 | 4;
  /** Bytes in C are `unsigned char` too. */
  readonly mayBeByte: boolean;
}

/** `char16_t` and the like; `char` of Rust is a value by itself. */
const WIDE = /\b(?:wchar_t|char(?:8|16|32)_t)$/;

/** Undefined for a type that is no code unit of a text. */
export function codeUnit({ name, targetName, size, shape }: TypeInfo): CodeUnit | undefined {
  if (shape.tag !== 'base' || (size !== 1 && size !== 2 && size !== 4)) return undefined;
  const isNarrow = shape.val.endsWith('-character');
  if (!isNarrow && !WIDE.test(name) && !WIDE.test(targetName)) return undefined;
  return { size, mayBeByte: shape.val === 'unsigned-character' };
}

/** The text in the bytes of an array, in quotes; undefined where they are numbers. */
export function textOf(bytes: Uint8Array, unit: CodeUnit): string | undefined {
  const text = untilZero(bytes, unit);
  const isText = bytes.subarray(text.length).every((byte) => byte === 0) && text.every(isPrintable);
  return unit.mayBeByte && !isText ? undefined : quoted(text, unit);
}

/** Up to the first zero. */
export function quoted(bytes: Uint8Array, unit: CodeUnit): string {
  return JSON.stringify(decoded(untilZero(bytes, unit), ENCODINGS[unit.size]));
}

const ENCODINGS = { 1: 'utf8', 2: 'utf16le', 4: 'utf32' } as const;

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte !== 0x7f;

function untilZero(bytes: Uint8Array, { size }: CodeUnit): Uint8Array {
  for (let at = 0; at < bytes.length; at += size)
    if (bytes.subarray(at, at + size).every((byte) => byte === 0)) return bytes.subarray(0, at);
  return bytes;
}

export function decoded(bytes: Uint8Array, encoding: Text['encoding']): string {
  return encoding === 'utf32' ? utf32(bytes) : Buffer.from(bytes).toString(encoding);
}

/** Numbers that are no scalar values become the replacement character. */
function utf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const scalars = Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    view.getUint32(4 * at, true),
  );
  return scalars.map((one) => String.fromCodePoint(one > 0x10ffff ? 0xfffd : one)).join('');
}
