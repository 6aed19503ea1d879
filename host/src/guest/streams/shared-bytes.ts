/**
 * Copies between a thread's own memory and memory that it shares. V8 makes them a byte at a time, ten times as slow,
 * unless source and target lie the same way to machine words.
 */
const WORD = 8;

/** Copies `bytes` to `at` of `shared`. */
export function copyIn(shared: Uint8Array, at: number, bytes: Uint8Array): void {
  const offset = (shared.byteOffset + at) % WORD;
  shared.set(bytes.byteOffset % WORD === offset ? bytes : moved(bytes, offset), at);
}

/** @returns a copy of the bytes of `shared` between two places */
export function copyOut(shared: Uint8Array, from: number, to: number): Uint8Array {
  const target = newBytes(to - from, (shared.byteOffset + from) % WORD);
  target.set(shared.subarray(from, to));
  return target;
}

function moved(bytes: Uint8Array, offset: number): Uint8Array {
  const target = newBytes(bytes.length, offset);
  target.set(bytes);
  return target;
}

/** Not zeroed, in memory of their own, which may be transferred. */
const newBytes = (length: number, offset: number): Uint8Array =>
  new Uint8Array(Buffer.allocUnsafeSlow(length + offset).buffer, offset, length);
