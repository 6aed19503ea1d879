import { BinaryReader } from '../binary/binary-reader.ts';
import { PREAMBLE, readSize } from '../binary/sections.ts';

const EXPORTS = 7;
const FUNCTION = 0;
const START = new TextEncoder().encode('_start');

/**
 * A core module whose function without a name is its program, as in the interface types of old, which tools still
 * write and wasmtime runs: it becomes `_start`, unless there is one.
 * @throws RangeError when the binary ends inside of something
 */
export function withStart(module: Uint8Array): Uint8Array {
  for (let at = PREAMBLE; at < module.length;) {
    const [size, start] = readSize(module, at + 1);
    const end = start + size;
    if (module[at] === EXPORTS) {
      const name = namelessFunction(module.subarray(start, end));
      return name === undefined ? module : renamed(module, at + 1, { start, end }, start + name);
    }
    at = end;
  }
  return module;
}

/** The offset of its name in the section; undefined where there is `_start`. */
function namelessFunction(section: Uint8Array): number | undefined {
  const reader = new BinaryReader(section);
  let found: number | undefined;
  let hasStart = false;
  reader.list(() => {
    const { at } = reader;
    const name = reader.name();
    if (reader.byte() === FUNCTION && name === '') found = at;
    hasStart ||= name === '_start';
    reader.number();
  });
  return hasStart ? undefined : found;
}

/**
 * @param size the offset of the section's size
 * @param name the offset of the length of the empty name
 */
function renamed(
  module: Uint8Array,
  size: number,
  { start, end }: { readonly start: number; readonly end: number },
  name: number,
): Uint8Array {
  const pieces = [
    module.subarray(0, size),
    longest(end - start + START.length),
    module.subarray(start, name),
    [START.length],
    START,
    module.subarray(name + 1),
  ];
  const made = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    made.set(piece, at);
    at += piece.length;
  }
  return made;
}

/** As LEB128 in the five bytes that a number of 32 bits may take. */
const longest = (number: number): number[] =>
  Array.from({ length: 5 }, (_, index) => ((number >>> (7 * index)) & 0x7f) | (index < 4 ? 0x80 : 0));
