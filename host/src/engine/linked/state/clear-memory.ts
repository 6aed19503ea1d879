/**
 * Clears memory that is mostly zero already. Reading costs less than writing here: pages that a request did not touch
 * remain the system's shared zero page, and other memory remains in the processor's caches.
 */
import { encodedSection } from '../modules/encoding.ts';
import { size } from '../modules/leb128.ts';

/** Bytes that are looked at together. */
const BLOCK = 256;
/** Bytes of a vector. */
const VECTOR = 16;

/**
 * @returns clears the bytes from `start` to `end`, two multiples of `BLOCK` within the memory
 */
export function memoryClearer(memory: WebAssembly.Memory): (start: number, end: number) => void {
  module ??= new WebAssembly.Module(helper());
  const { clear } = new WebAssembly.Instance(module, { '': { m: memory } }).exports;
  return (start, end) => {
    if (start < end) (clear as (start: number, end: number) => void)(start, end);
  };
}

let module: WebAssembly.Module | undefined;

/**
 * In text:
 *
 *     (import "" "m" (memory 0))
 *     (func (export "clear") (param $at i32) (param $end i32)
 *       (loop $next
 *         (if (v128.any_true (v128.or (v128.load (local.get $at)) …))
 *           (then (memory.fill (local.get $at) (i32.const 0) (i32.const 256))))
 *         (local.tee $at (i32.add (local.get $at) (i32.const 256)))
 *         (br_if $next (i32.lt_u (local.get $end)))))
 */
function helper(): Uint8Array<ArrayBuffer> {
  const body = [0, 0x03, 0x40, ...anyBit(), 0x04, 0x40, ...fill(), 0x0b, ...step(), 0x0b, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...encodedSection(1, [1, 0x60, 2, 0x7f, 0x7f, 0]),
    ...encodedSection(2, [1, 0, 1, ...Buffer.from('m'), 2, 0, 0]),
    ...encodedSection(3, [1, 0]),
    ...encodedSection(7, [1, 5, ...Buffer.from('clear'), 0, 0]),
    ...encodedSection(10, [1, ...size(body.length), ...body]),
  ]);
}

const AT = [0x20, 0];
const BLOCK_CONSTANT = [0x41, 0x80, 0x02];

function anyBit(): number[] {
  const loads = Array.from({ length: BLOCK / VECTOR }, (_, index) => [
    ...[...AT, 0xfd, 0x00, 4, ...size(index * VECTOR)],
    ...(index > 0 ? [0xfd, 0x50] : []),
  ]);
  return [...loads.flat(), 0xfd, 0x53];
}

const fill = (): number[] => [...AT, 0x41, 0, ...BLOCK_CONSTANT, 0xfc, 0x0b, 0];

const step = (): number[] => [...AT, ...BLOCK_CONSTANT, 0x6a, 0x22, 0, 0x20, 1, 0x49, 0x0d, 0];
