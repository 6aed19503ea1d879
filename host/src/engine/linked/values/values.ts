/**
 * Conversion of values between linear memory and the JavaScript values of WASI, as jco's bindings represent them
 * (CanonicalABI.md, "Loading", "Storing", "Flattening"). Facts about a type are computed once.
 */
import { camelCase } from '../../../inspect/script-names.ts';
import { once } from '../../../../../server/src/base/once.ts';
import { flatten, type CoreType } from '../../../../../server/src/abi/flatten.ts';
import { fieldOffsets, layoutOf, payloadOffset } from '../../../../../server/src/abi/layout.ts';
import { valueTypeOf } from '../../../../../server/src/abi/value-type.ts';
import type { WitType } from '../../../../../server/src/types/wit-type.ts';
import {
  loadPair,
  requireInside,
  storePair,
  refuse,
  unsigned,
  type Access,
  type Codec,
  type Context,
  type Core,
} from './codec.ts';
import { primitive, string, type NumberAccess } from './primitives.ts';
import { Unlinkable } from '../unlinkable.ts';

/** @throws Unlinkable */
export const codecOf: (type: WitType) => Codec = once((type: WitType): Codec => {
  const { size, align } = layoutOf(valueTypeOf(type));
  // Parameters that do not fit into core values are in memory.
  const flat = flatten(valueTypeOf(type)) ?? [];
  return { size, align, flat, lower: notOne, ...accessOf(type) };
});

const notOne = (): never => {
  throw new TypeError('several core values cannot be one');
};

function accessOf(type: WitType): Access {
  switch (type.kind) {
    case 'list':
      return type.length === undefined ? list(type.element) : unknown();
    case 'record':
      return record(type.fields.map((field) => [camelCase(field.name), field.type] as const));
    case 'tuple':
      return tuple(type.items);
    case 'variant':
      return variant(type.cases);
    case 'enum':
      return enumeration(type.cases);
    case 'flags':
      return flags(type.flags);
    case 'option':
      return option(type.some);
    case 'result':
      return variant([
        { name: 'ok', type: type.ok },
        { name: 'err', type: type.err },
      ]);
    case 'own':
    case 'borrow':
      return handle(type.resource, type.kind === 'own');
    case 'string':
      return string;
    case 'map':
    case 'stream':
    case 'future':
    case 'error-context':
      return unknown();
    default:
      return primitive(type.kind);
  }
}

const unknown = (): never => Unlinkable.because('it passes values of an unknown kind');

function list(type: WitType): Access {
  const element = codecOf(type);
  const { size, align } = element;
  const isBytes = type.kind === 'u8';
  return {
    ...loadPair((context, pointer, length) => {
      requireInside(context, pointer, align, length * size);
      // The guest's memory may change under the bytes.
      if (isBytes) return context.bytes().slice(pointer, pointer + length);
      return Array.from({ length }, (_, index) => element.load(context, pointer + index * size));
    }),
    store(context, at, value) {
      const items = value as ArrayLike<unknown>;
      const pointer = context.allocate(align, items.length * size);
      if (isBytes) context.bytes().set(items as ArrayLike<number>, pointer);
      else for (let n = 0; n < items.length; n++) element.store(context, pointer + n * size, items[n]);
      storePair(context, at, pointer, items.length);
    },
  };
}

function record(fields: readonly (readonly [name: string, type: WitType])[]): Access {
  const parts = partsOf(fields.map(([, type]) => type));
  const names = fields.map(([name]) => name);
  const toObject = (values: readonly unknown[]) =>
    Object.fromEntries(values.map((value, index) => [names[index]!, value]));
  return {
    load: (context, at) => toObject(parts.map(({ codec, offset }) => codec.load(context, at + offset))),
    store(context, at, value) {
      const from = value as Readonly<Record<string, unknown>>;
      for (const [n, { codec, offset }] of parts.entries())
        codec.store(context, at + offset, from[names[n]!]);
    },
    lift: (context, core, at) =>
      toObject(parts.map(({ codec, first }) => codec.lift(context, core, at + first))),
    lower: (context, value) => lowerOnly(parts, context, (value as Record<string, unknown>)[names[0]!]),
  };
}

function tuple(items: readonly WitType[]): Access {
  const parts = partsOf(items);
  return {
    load: (context, at) => parts.map(({ codec, offset }) => codec.load(context, at + offset)),
    store(context, at, value) {
      for (const [n, { codec, offset }] of parts.entries())
        codec.store(context, at + offset, (value as readonly unknown[])[n]);
    },
    lift: (context, core, at) => parts.map(({ codec, first }) => codec.lift(context, core, at + first)),
    lower: (context, value) => lowerOnly(parts, context, (value as readonly unknown[])[0]),
  };
}

interface Part {
  readonly codec: Codec;
  /** Where it begins in memory, and which of the core values is its first. */
  readonly offset: number;
  readonly first: number;
}

function partsOf(types: readonly WitType[]): readonly Part[] {
  const offsets = fieldOffsets(types.map(valueTypeOf));
  let next = 0;
  return types.map((type, index) => {
    const codec = codecOf(type);
    const first = next;
    next += codec.flat.length;
    return { codec, offset: offsets[index]!, first };
  });
}

const lowerOnly = (parts: readonly Part[], context: Context, value: unknown): Core | undefined =>
  parts.length === 1 ? parts[0]!.codec.lower(context, value) : notOne();

type Case = { readonly name: string; readonly type: WitType | undefined };
type Tagged = { readonly tag: string; readonly val?: unknown };

/** The access to a discriminant in memory. */
function discriminant(count: number): Pick<NumberAccess, 'get' | 'set'> {
  if (count <= 0x100) return { get: 'getUint8', set: 'setInt8' };
  return count <= 0x1_0000 ? { get: 'getUint16', set: 'setInt16' } : { get: 'getUint32', set: 'setInt32' };
}

/** Values of types with cases: the discriminant and its payload. */
function cases(
  all: readonly Case[],
  make: (index: number, payload: unknown) => unknown,
  take: (value: unknown) => readonly [index: number, payload: unknown],
): Access {
  const { get, set } = discriminant(all.length);
  const offset = payloadOffset(all.map(({ type }) => type && valueTypeOf(type)));
  const codecs = all.map(({ type }) => type && codecOf(type));
  const joined = flatten({ kind: 'variant', cases: all.map(({ type }) => type && valueTypeOf(type)) }) ?? [];
  const coercions = codecs.map((codec) => coercionOf(codec?.flat ?? [], joined));
  const requireCase = (index: number): void => {
    if (index >= all.length) refuse('wasm trap: invalid variant discriminant');
  };
  return {
    load(context, at) {
      const index = context.view()[get](at, true);
      requireCase(index);
      return make(index, codecs[index]?.load(context, at + offset));
    },
    store(context, at, value) {
      const [index, payload] = take(value);
      context.view()[set](at, index, true);
      codecs[index]?.store(context, at + offset, payload);
    },
    lift(context, core, at) {
      const index = unsigned(core[at]);
      requireCase(index);
      const codec = codecs[index];
      return make(index, codec?.lift(context, coercions[index]!(core, at + 1), 0));
    },
    lower: (_, value) => (joined.length === 1 ? take(value)[0] : notOne()),
  };
}

/** The core values of a payload as they are of its own types: cases share those of the widest. */
function coercionOf(flat: readonly CoreType[], joined: readonly CoreType[]) {
  const each = flat.map((wanted, index) => coercion(joined[index + 1]!, wanted));
  return (core: readonly Core[], at: number): Core[] => each.map((to, index) => to(core[at + index]!));
}

const scratch = new DataView(new ArrayBuffer(8));

function coercion(from: CoreType, to: CoreType): (core: Core) => Core {
  if (from === to) return (core) => core;
  const write = (core: Core): void =>
    from === 'i64' ? scratch.setBigInt64(0, core as bigint, true) : scratch.setInt32(0, core as number, true);
  const get = ({ i32: 'getInt32', f32: 'getFloat32', f64: 'getFloat64', i64: 'getBigInt64' } as const)[to];
  return (core) => {
    write(core);
    return scratch[get](0, true);
  };
}

function variant(all: readonly Case[]): Access {
  const names = all.map(({ name }) => name);
  const indices = new Map(names.map((name, index) => [name, index]));
  return cases(
    all,
    (index, val) => (all[index]!.type ? { tag: names[index]!, val } : { tag: names[index]! }),
    (value) => {
      const { tag, val } = value as Tagged;
      return [indices.get(tag) ?? notACase(tag), val];
    },
  );
}

function enumeration(names: readonly string[]): Access {
  const indices = new Map(names.map((name, index) => [name, index]));
  return cases(
    names.map((name) => ({ name, type: undefined })),
    (index) => names[index],
    (value) => [indices.get(value as string) ?? notACase(value as string), undefined],
  );
}

const notACase = (tag: string): never => {
  throw new TypeError(`the host passed ${tag}, which is not a case of the type`);
};

function option(some: WitType): Access {
  // Bindings have another form for an option in an option.
  if (some.kind === 'option') return unknown();
  const all = [
    { name: 'none', type: undefined },
    { name: 'some', type: some },
  ];
  return cases(
    all,
    (index, payload) => (index === 0 ? undefined : payload),
    (value) => [value === undefined || value === null ? 0 : 1, value],
  );
}

function flags(kebab: readonly string[]): Access {
  if (kebab.length > 32) return unknown();
  const names = kebab.map(camelCase);
  const { size } = layoutOf({ kind: 'flags', count: names.length });
  const { get, set } = discriminant(2 ** Math.min(8 * size, 32));
  const of = (bits: number) => Object.fromEntries(names.map((name, n) => [name, ((bits >>> n) & 1) === 1]));
  const to = (value: unknown): number =>
    names.reduce((bits, name, n) => bits | ((value as Record<string, boolean>)[name] ? 1 << n : 0), 0);
  return {
    load: (context, at) => of(size === 0 ? 0 : context.view()[get](at, true)),
    store: (context, at, value) => void (size > 0 && context.view()[set](at, to(value), true)),
    lift: (_, core, at) => of((core[at] as number | undefined) ?? 0),
    lower: (_, value) => to(value),
  };
}

function handle(resource: string, isOwn: boolean): Access {
  const of = ({ handles }: Context, index: number) =>
    isOwn ? handles.take(resource, index) : handles.get(resource, index);
  const to = ({ handles }: Context, value: unknown) => handles.add(resource, value as object);
  return {
    load: (context, at) => of(context, context.view().getInt32(at, true)),
    store: (context, at, value) => context.view().setInt32(at, to(context, value), true),
    lift: (context, core, at) => of(context, core[at] as number),
    lower: (context, value) => to(context, value),
  };
}
