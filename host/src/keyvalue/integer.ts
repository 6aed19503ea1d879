import { other, type IntegerType, type StoreError, type Value } from '../wasi/keyvalue/call.ts';

const RANGES: Readonly<Record<IntegerType, readonly [least: bigint, most: bigint]>> = {
  u64: [0n, 2n ** 64n - 1n],
  s64: [-(2n ** 63n), 2n ** 63n - 1n],
};
const DIGITS: Readonly<Record<IntegerType, RegExp>> = { u64: /^\+?\d+/, s64: /^[+-]?\d+/ };

/**
 * The value of a counter, which stores hold as decimal digits: those that wasmtime and Redis read and write.
 * @throws StoreError
 */
export function incremented(value: Value | undefined, delta: bigint, type: IntegerType): bigint {
  const text = value ? textOf(value) : '0';
  if (text === '') throw EMPTY;
  const digits = DIGITS[type].exec(text)?.[0];
  if (digits === undefined) throw NOT_A_NUMBER;
  const present = BigInt(digits.replace('+', ''));
  // The first fault in the text is reported, as wasmtime reads it digit by digit.
  if (!fits(present, type)) throw TOO_LARGE;
  if (digits.length < text.length) throw NOT_A_NUMBER;
  const sum = present + delta;
  if (!fits(sum, type)) throw OVERFLOW;
  return sum;
}

/** In wasmtime's words. */
const EMPTY: StoreError = other('cannot parse integer from empty string');
const NOT_A_NUMBER: StoreError = other('invalid digit found in string');
const TOO_LARGE: StoreError = other('number too large to fit in target type');
const OVERFLOW: StoreError = other('overflow incrementing value');

function fits(value: bigint, type: IntegerType): boolean {
  const [least, most] = RANGES[type];
  return value >= least && value <= most;
}

const textOf = (value: Value): string => Buffer.from(value).toString('latin1');
