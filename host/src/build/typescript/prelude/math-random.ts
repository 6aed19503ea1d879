/**
 * QuickJS seeds `Math.random` by the clock alone, so that instances which start together would draw the same
 * numbers. This is a generator (sfc32) that is seeded by WASI when the component is instantiated.
 */
declare const $witStudioSeed: () => readonly [bigint, bigint];

const [low, high] = $witStudioSeed();
const half = (value: bigint): number => Number(value & 0xffffffffn) | 0;
let [a, b, c, count] = [half(low), half(low >> 32n), half(high), half(high >> 32n)];

function next(): number {
  const sum = (a + b + count) | 0;
  count = (count + 1) | 0;
  a = b ^ (b >>> 9);
  b = (c + (c << 3)) | 0;
  c = (((c << 21) | (c >>> 11)) + sum) | 0;
  return sum >>> 0;
}

for (let round = 0; round < 12; round++) next();
Math.random = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
