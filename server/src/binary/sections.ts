/**
 * The positions of the sections of a WebAssembly binary. The toolkit reads their contents; this much is read here, so
 * that a component whose translation is in the cache runs without the toolkit.
 */
export interface Section {
  readonly id: number;
  readonly contents: Uint8Array;
}

/** Magic, version and layer. */
export const PREAMBLE = 8;
/** The most bytes of an unsigned LEB128 of 32 bits. */
const LONGEST = 5;

/** @throws RangeError when the binary ends inside of something, behind the sections that are whole */
export function* sectionsOf(bytes: Uint8Array): Generator<Section> {
  if (bytes.length < PREAMBLE) throw new RangeError('the binary ends inside of its preamble');
  for (let at = PREAMBLE; at < bytes.length;) {
    const [size, start] = readSize(bytes, at + 1);
    if (size > bytes.length - start) throw new RangeError('the binary ends inside of a section');
    yield { id: bytes[at]!, contents: bytes.subarray(start, start + size) };
    at = start + size;
  }
}

/** @returns a number in unsigned LEB128, and the offset behind it */
export function readSize(bytes: Uint8Array, start: number): [size: number, end: number] {
  let size = 0;
  for (let index = 0; index < LONGEST; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) throw new RangeError('the binary ends inside of a number');
    size += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [size, start + index + 1];
  }
  throw new RangeError('the size of a section is no number of 32 bits');
}
