import { describe, type Primitive, type WitType } from './wit-type.ts';
import { readAlias } from './alias.ts';
import type { Reader } from './reader.ts';
import {
  define,
  itemOf,
  named,
  newScope,
  opaque,
  OTHER,
  resource,
  Sort,
  valueType,
  type Item,
  type Scope,
  type TypeEntry,
} from './types.ts';

/** Downwards from 0x7f (Binary.md, `primvaltype`). */
const PRIMITIVES: readonly Primitive[] = [
  'bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'char', 'string',
]; // prettier-ignore
const FIRST_PRIMITIVE = 0x7f;
const ERROR_CONTEXT = 0x64;

/** One entry of a type section (Binary.md, `type`). */
export function readType(reader: Reader, scope: Scope): TypeEntry {
  const tag = reader.byte();
  if (tag === 0x40 || tag === 0x43) return readFunction(reader, scope);
  if (tag === 0x41) return { kind: 'component', exports: readDeclarations(reader, scope) };
  if (tag === 0x42) return { kind: 'instance', exports: readDeclarations(reader, scope) };
  if (tag === 0x3f || tag === 0x3e) return readResource(reader, tag);
  return readDefined(reader, scope, tag);
}

function readFunction(reader: Reader, scope: Scope): TypeEntry {
  const params = reader.list(() => ({ name: reader.name(), type: readValueType(reader, scope) }));
  // 0x00: one unnamed result; 0x01 0x00: none.
  const result = reader.byte() === 0 ? readValueType(reader, scope) : void reader.byte();
  return { kind: 'func', signature: { params, result } };
}

/** `(resource (rep i32) (dtor …))`; the asynchronous form also has a callback. */
function readResource(reader: Reader, tag: number): WitType {
  reader.byte();
  reader.option(() => reader.u32());
  if (tag === 0x3e) reader.option(() => reader.u32());
  return resource();
}

function readDeclarations(reader: Reader, outer: Scope): Scope['exports'] {
  const scope = newScope(outer);
  reader.list(() => readDeclaration(reader, scope));
  return scope.exports;
}

function readDeclaration(reader: Reader, scope: Scope): void {
  const tag = reader.byte();
  if (tag === 0x00) throw new RangeError('core types in declarations are not read');
  if (tag === 0x01) scope.types.push(readType(reader, scope));
  if (tag === 0x02) readAlias(reader, scope);
  if (tag === 0x03) readExtern(reader, scope);
  if (tag === 0x04) scope.exports.set(...readExtern(reader, scope));
}

/** A name and a description, of an import or of an export in a type; it takes an index of its sort. */
export function readExtern(reader: Reader, scope: Scope): [name: string, item: Item] {
  const name = readExternName(reader);
  const [sort, described] = readDescription(reader, scope);
  const item = named(name, described);
  define(scope, sort, item);
  return [name, item];
}

/** The leading byte tells variants of the encoding apart that mean the same. */
export function readExternName(reader: Reader): string {
  const variant = reader.byte();
  const name = reader.name();
  if (variant === 0x02) reader.list(() => void [reader.byte(), reader.name()]);
  return name;
}

/** Binary.md, `externdesc`. */
export function readDescription(reader: Reader, scope: Scope): [sort: number, item: Item] {
  const sort = reader.byte();
  if (sort === Sort.core) {
    reader.byte();
    reader.u32();
    return [sort, OTHER];
  }
  if (sort !== Sort.type) return [sort, itemOf(scope, reader.u32())];
  const isEqual = reader.byte() === 0;
  return [sort, { kind: 'type', type: isEqual ? valueType(scope, reader.u32()) : resource() }];
}

/** A primitive, or the index of a type. */
function readValueType(reader: Reader, scope: Scope): WitType {
  const at = reader.peek();
  const primitive = PRIMITIVES[FIRST_PRIMITIVE - at];
  if (primitive === undefined && at !== ERROR_CONTEXT) return valueType(scope, reader.u32());
  reader.byte();
  return primitive ? { kind: primitive } : opaque('error-context');
}

function readDefined(reader: Reader, scope: Scope, tag: number): WitType {
  const inner = () => readValueType(reader, scope);
  const maybe = () => reader.option(inner);
  const primitive = PRIMITIVES[FIRST_PRIMITIVE - tag];
  if (primitive) return { kind: primitive };
  switch (tag) {
    case 0x72:
      return { kind: 'record', fields: reader.list(() => ({ name: reader.name(), type: inner() })) };
    case 0x71:
      return { kind: 'variant', cases: reader.list(() => readCase(reader, maybe)) };
    case 0x70:
      return { kind: 'list', element: inner() };
    case 0x63:
      return { kind: 'map', key: inner(), value: inner() };
    case 0x67:
      return readFixedList(reader, inner);
    case 0x6f:
      return { kind: 'tuple', items: reader.list(inner) };
    case 0x6e:
      return { kind: 'flags', flags: reader.list(() => reader.name()) };
    case 0x6d:
      return { kind: 'enum', cases: reader.list(() => reader.name()) };
    case 0x6b:
      return { kind: 'option', some: inner() };
    case 0x6a:
      return { kind: 'result', ok: maybe(), err: maybe() };
    default:
      return readOpaque(reader, scope, tag, maybe);
  }
}

function readCase(reader: Reader, maybe: () => WitType | undefined) {
  const found = { name: reader.name(), type: maybe() };
  reader.byte();
  return found;
}

function readFixedList(reader: Reader, inner: () => WitType): WitType {
  const element = inner();
  return { kind: 'list', element, length: reader.u32() };
}

function readOpaque(reader: Reader, scope: Scope, tag: number, maybe: () => WitType | undefined): WitType {
  if (tag === 0x69 || tag === 0x68) {
    const type = describe(valueType(scope, reader.u32()));
    return opaque(`${tag === 0x69 ? 'own' : 'borrow'}<${type}>`);
  }
  if (tag === 0x66 || tag === 0x65) {
    const type = maybe();
    return opaque(`${tag === 0x66 ? 'stream' : 'future'}${type ? `<${describe(type)}>` : ''}`);
  }
  if (tag === ERROR_CONTEXT) return opaque('error-context');
  throw new RangeError(`unknown type 0x${tag.toString(16)} at ${reader.offset}`);
}
