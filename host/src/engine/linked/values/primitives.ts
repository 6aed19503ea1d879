/** Numbers, characters and text (CanonicalABI.md, "Loading", "Storing"). */
import type { Primitive } from '../../../../../server/src/types/wit-type.ts';
import { loadPair, refuse, requireInside, storePair, type Access } from './codec.ts';
import { decodeUtf8, encodeUtf8 } from './text.ts';

/** Reads and writes one number; `of` makes the value of it, `to` the number. */
export interface NumberAccess {
  readonly get:
    | 'getInt8'
    | 'getUint8'
    | 'getInt16'
    | 'getUint16'
    | 'getInt32'
    | 'getUint32'
    | 'getFloat32'
    | 'getFloat64';
  readonly set: 'setInt8' | 'setInt16' | 'setInt32' | 'setFloat32' | 'setFloat64';
  readonly of: (core: number) => unknown;
  readonly to: (value: never) => number;
}

const same = (value: number): number => value;
const NUMBERS: Readonly<Record<Exclude<Primitive, 'string' | 'u64' | 's64'>, NumberAccess>> = {
  bool: {
    get: 'getUint8',
    set: 'setInt8',
    of: (core) => core !== 0,
    to: (value: boolean) => (value ? 1 : 0),
  },
  u8: { get: 'getUint8', set: 'setInt8', of: (core) => core & 0xff, to: same },
  s8: { get: 'getInt8', set: 'setInt8', of: (core) => (core << 24) >> 24, to: same },
  u16: { get: 'getUint16', set: 'setInt16', of: (core) => core & 0xffff, to: same },
  s16: { get: 'getInt16', set: 'setInt16', of: (core) => (core << 16) >> 16, to: same },
  u32: { get: 'getUint32', set: 'setInt32', of: (core) => core >>> 0, to: same },
  s32: { get: 'getInt32', set: 'setInt32', of: (core) => core | 0, to: same },
  f32: { get: 'getFloat32', set: 'setFloat32', of: same, to: same },
  f64: { get: 'getFloat64', set: 'setFloat64', of: same, to: same },
  char: {
    get: 'getUint32',
    set: 'setInt32',
    of: (core) => charOf(core >>> 0),
    to: (value: string) => value.codePointAt(0) ?? 0,
  },
};

const charOf = (code: number): string =>
  code >= 0x11_0000 || (code >= 0xd800 && code < 0xe000)
    ? refuse('wasm trap: invalid `char` bit pattern')
    : String.fromCodePoint(code);

export function primitive(kind: Exclude<Primitive, 'string'>): Access {
  if (kind === 'u64' || kind === 's64') return long(kind === 'u64');
  const { get, set, of, to } = NUMBERS[kind];
  return {
    load: (context, at) => of(context.view()[get](at, true)),
    store: (context, at, value) => context.view()[set](at, to(value as never), true),
    lift: (_, core, at) => of(core[at] as number),
    lower: (_, value) => to(value as never),
  };
}

function long(isUnsigned: boolean): Access {
  const of = (core: bigint) => (isUnsigned ? BigInt.asUintN(64, core) : core);
  return {
    load: (context, at) => of(context.view().getBigInt64(at, true)),
    store: (context, at, value) => context.view().setBigInt64(at, BigInt(value as bigint), true),
    lift: (_, core, at) => of(core[at] as bigint),
    lower: (_, value) => BigInt(value as bigint),
  };
}

export const string: Access = {
  ...loadPair((context, pointer, length) => {
    requireInside(context, pointer, 1, length);
    return decodeUtf8(context.bytes(), pointer, length);
  }),
  store(context, at, value) {
    const bytes = encodeUtf8(value as string);
    const pointer = context.allocate(1, bytes.length);
    context.bytes().set(bytes, pointer);
    storePair(context, at, pointer, bytes.length);
  },
};
