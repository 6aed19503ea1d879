import { size } from './leb128.ts';

/** A name in the binary format: its size in bytes, and the bytes in UTF-8. */
export function encodedName(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([size(bytes.length), bytes]);
}

/** A section in the binary format: its id, the size of its contents in bytes, and the contents. */
export const encodedSection = (id: number, contents: readonly number[] | Uint8Array): Buffer =>
  Buffer.of(id, ...size(contents.length), ...contents);
