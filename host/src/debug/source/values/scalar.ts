import type { Base, TypeInfo } from '../../../toolkit/dwarf.ts';

/** The bits of a whole number, the lowest byte first. */
export function bitsOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

export function bytesOf(bits: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => Number(BigInt.asUintN(8, bits >> BigInt(8 * at))));
}

/**
 * A value of a base type, as its language writes it.
 * @param width in bits
 */
export function scalarText(base: Base, bits: bigint, width: number): string {
  const signed = BigInt.asIntN(width, bits);
  if (base === 'boolean') return bits === 0n ? 'false' : bits === 1n ? 'true' : `${bits}`;
  if (base === 'signed') return `${signed}`;
  if (base === 'float') return floatText(bits, width);
  if (base === 'complex') return complexText(bits, width / 2);
  if (base === 'character') return characterText(bits);
  if (base === 'signed-character') return `${signed} ${characterText(bits)}`;
  if (base === 'unsigned-character') return `${bits} ${characterText(bits)}`;
  return base === 'unsigned' ? `${bits}` : `0x${bits.toString(16)}`;
}

/** `1 + 2i` */
function complexText(bits: bigint, width: number): string {
  const imaginary = floatText(BigInt.asUintN(width, bits >> BigInt(width)), width);
  const [sign, size] = imaginary.startsWith('-') ? ['-', imaginary.slice(1)] : ['+', imaginary];
  return `${floatText(BigInt.asUintN(width, bits), width)} ${sign} ${size}i`;
}

function floatText(bits: bigint, width: number): string {
  const value = floatOf(bits, width);
  return Object.is(value, -0) ? '-0' : `${value}`;
}

function floatOf(bits: bigint, width: number): number {
  if (width === 128) return quadruple(bits);
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, bits), true);
  if (width === 64) return view.getFloat64(0, true);
  // The shortest decimal that is this number among those of 32 bits.
  const value = view.getFloat32(0, true);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** `long double` of C, as the nearest number of 64 bits. */
function quadruple(bits: bigint): number {
  const exponent = Number((bits >> 112n) & 0x7fffn);
  const fraction = Number(bits & ((1n << 112n) - 1n)) / 2 ** 112;
  const sign = bits >> 127n === 0n ? 1 : -1;
  if (exponent === 0x7fff) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * 0 : sign * (1 + fraction) * 2 ** (exponent - 16383);
}

/**
 * The value of an enumeration without a name of its own: `A | C` where each enumerator is a bit of its own, and what
 * is left as a number.
 */
export function flagsText(enumerators: readonly { name: string; value: bigint }[], bits: bigint): string {
  const flags = enumerators.filter(({ value }) => value !== 0n);
  const set = flags.filter(({ value }) => (bits & value) === value);
  if (set.length === 0 || flags.some(({ value }) => (value & (value - 1n)) !== 0n)) return `${bits}`;
  const rest = set.reduce((left, { value }) => left & ~value, bits);
  return [...set.map(({ name }) => name), ...(rest > 0n ? [`0x${rest.toString(16)}`] : [])].join(' | ');
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  "'": "\\'",
  '\0': '\\0',
};

function characterText(bits: bigint): string {
  if (bits > 0x10ffffn || (bits >= 0xd800n && bits < 0xe000n)) return `'\\u{${bits.toString(16)}}'`;
  const character = String.fromCodePoint(Number(bits));
  const isPlain = bits >= 0x20n && (bits < 0x7fn || bits > 0x9fn);
  return `'${ESCAPED[character] ?? (isPlain ? character : `\\x${bits.toString(16).padStart(2, '0')}`)}'`;
}

/**
 * The bits for a text.
 * @throws Error with the valid forms
 */
export function readScalar(text: string, { name, size = 0, shape }: TypeInfo): bigint {
  const trimmed = text.trim();
  const expected = (what: string): Error => new Error(`expected ${what} for ${name}, found ${text}`);
  if (shape.tag === 'enumeration') {
    const names = trimmed.split('|').map((one) => one.trim().split('::').at(-1));
    const found = names.map((name) => shape.val.find((one) => one.name === name)?.value);
    if (found.includes(undefined)) throw expected(shape.val.map((one) => one.name).join(', '));
    return found.reduce<bigint>((bits, value) => bits | value!, 0n);
  }
  const base = shape.tag === 'base' ? shape.val : 'other';
  if (base === 'boolean') {
    if (!['true', 'false'].includes(trimmed)) throw expected('true or false');
    return trimmed === 'true' ? 1n : 0n;
  }
  if (base === 'float') return floatBits(trimmed, size, expected);
  const quoted = /^'(.)'$/su.exec(trimmed)?.[1];
  if (quoted !== undefined) return BigInt(quoted.codePointAt(0)!);
  if (!/^-?(?:\d+|0x[0-9a-f]+)$/i.test(trimmed)) throw expected('a whole number');
  const value = trimmed.startsWith('-') ? -BigInt(trimmed.slice(1)) : BigInt(trimmed);
  const isSigned = base === 'signed' || base === 'signed-character';
  const fits = isSigned ? BigInt.asIntN(8 * size, value) : BigInt.asUintN(8 * size, value);
  if (fits !== value) throw expected(`a number of ${8 * size} bits`);
  return BigInt.asUintN(8 * size, value);
}

function floatBits(text: string, size: number, expected: (what: string) => Error): bigint {
  const value = Number(text);
  if (text === '' || (Number.isNaN(value) && text !== 'NaN')) throw expected('a number');
  const view = new DataView(new ArrayBuffer(8));
  // `long double` is not written, rather than with fewer bits.
  if (size > 8) throw expected('a type of at most 64 bits');
  if (size === 8) view.setFloat64(0, value, true);
  else view.setFloat32(0, value, true);
  return view.getBigUint64(0, true);
}
