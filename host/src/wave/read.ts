import { counted } from '../../../server/src/base/counted.ts';
import { withArticle } from '../../../server/src/base/with-article.ts';
import { WaveError } from './error.ts';
import type { Scanner } from './scanner.ts';
import { camelCase, needsTag } from '../inspect/script-names.ts';
import {
  describe,
  isHandle,
  isInteger,
  rangeOf,
  type Integer,
  type Signature,
  type WitType,
} from '../../../server/src/types/wit-type.ts';

/**
 * Reads the arguments of a call, written in WAVE, into what jco's bindings take. Options at the end may be left out.
 * @throws WaveError
 */
export function readArguments(scanner: Scanner, params: Signature['params']): unknown[] {
  scanner.expect('(');
  const values: unknown[] = [];
  scanner.items(')', () => {
    const param = params[values.length];
    if (!param) throw scanner.fail(`expected ) after ${counted(params.length, 'argument')}`);
    values.push(readValue(scanner, param.type));
  });
  for (const { name, type } of params.slice(values.length)) {
    if (type.kind !== 'option') throw scanner.fail(`expected ${name}: ${describe(type)}`);
    values.push(absent(type));
  }
  scanner.expect(')');
  if (!scanner.atEnd) throw scanner.fail('expected the end of the call');
  return values;
}

export function readValue(scanner: Scanner, type: WitType): unknown {
  if (type.kind === 'option') return readOption(scanner, type);
  if (type.kind === 'result') return readResult(scanner, type);
  if (type.kind === 'list') return readList(scanner, type);
  if (type.kind === 'map') return readMap(scanner, type);
  if (type.kind === 'tuple') return readTuple(scanner, type.items);
  if (type.kind === 'record') return readRecord(scanner, type);
  if (type.kind === 'variant') return readVariant(scanner, type);
  if (type.kind === 'enum') return readCase(scanner, type, type.cases);
  if (type.kind === 'flags') return readFlags(scanner, type);
  if (isHandle(type)) throw scanner.fail(`a value of type ${describe(type)} cannot be written down`);
  return readPrimitive(scanner, type.kind);
}

function readPrimitive(scanner: Scanner, kind: Exclude<WitType['kind'], object>): unknown {
  if (isInteger(kind)) return readInteger(scanner, kind);
  if (kind === 'f32' || kind === 'f64') return readFloat(scanner, kind);
  if (kind === 'char') return readChar(scanner);
  if (kind === 'string') return readString(scanner);
  for (const value of [true, false]) if (scanner.word(String(value))) return value;
  throw scanner.fail('expected true or false');
}

function readInteger(scanner: Scanner, kind: Integer): number | bigint {
  const [least, most] = rangeOf(kind);
  const failure = scanner.fail(`expected ${withArticle(kind)}, ${least} to ${most}`);
  const text = scanner.number();
  if (text === undefined || !(least < 0n ? /^-?\d+$/ : /^\d+$/).test(text)) throw failure;
  const value = BigInt(text);
  if (value < least || value > most) throw failure;
  return kind.endsWith('64') ? value : Number(value);
}

function readFloat(scanner: Scanner, kind: string): number {
  const failure = scanner.fail(`expected ${withArticle(kind)}`);
  const text = scanner.number();
  if (text === undefined) throw failure;
  if (text === 'nan') return Number.NaN;
  return text.endsWith('inf') ? Number(text.replace('inf', 'Infinity')) : Number(text);
}

function readChar(scanner: Scanner): string {
  const failure = scanner.fail("expected one character, as in 'x'");
  const text = scanner.character();
  if (text === undefined || [...text].length !== 1) throw failure;
  return text;
}

function readString(scanner: Scanner): string {
  const text = scanner.string();
  if (text === undefined) throw scanner.fail('expected a string, as in "x"');
  return text;
}

/** How the bindings write the none of an option. */
const absent = ({ some }: Extract<WitType, { kind: 'option' }>): unknown =>
  needsTag(some) ? { tag: 'none' } : undefined;

/** `some(x)` and `none`; where the inside cannot be mistaken for one of them, `x` alone will do. */
function readOption(scanner: Scanner, { some }: Extract<WitType, { kind: 'option' }>): unknown {
  const tag = needsTag(some);
  if (scanner.word('none')) return absent({ kind: 'option', some });
  const value = scanner.word('some')
    ? readPayload(scanner, some)
    : readBare(scanner, some, 'some(…) or none');
  return tag ? { tag: 'some', val: value } : value;
}

function readResult(scanner: Scanner, { ok, err }: Extract<WitType, { kind: 'result' }>): unknown {
  if (scanner.word('err')) return { tag: 'err', val: err && readPayload(scanner, err) };
  if (scanner.word('ok')) return { tag: 'ok', val: ok && readPayload(scanner, ok) };
  if (!ok) throw scanner.fail('expected ok or err');
  return { tag: 'ok', val: readBare(scanner, ok, 'ok(…) or err(…)') };
}

function readBare(scanner: Scanner, type: WitType, otherwise: string): unknown {
  if (type.kind === 'option' || type.kind === 'result') throw scanner.fail(`expected ${otherwise}`);
  return readValue(scanner, type);
}

function readPayload(scanner: Scanner, type: WitType): unknown {
  scanner.expect('(');
  const value = readValue(scanner, type);
  scanner.expect(')');
  return value;
}

function readList(scanner: Scanner, type: Extract<WitType, { kind: 'list' }>): unknown {
  const start = scanner.offset;
  const values: unknown[] = [];
  scanner.expect('[');
  scanner.items(']', () => values.push(readValue(scanner, type.element)));
  scanner.expect(']');
  if (type.length !== undefined && values.length !== type.length) {
    throw new WaveError(`expected ${type.length} elements, found ${values.length}`, start);
  }
  return type.element.kind === 'u8' ? Uint8Array.from(values as number[]) : values;
}

function readMap(scanner: Scanner, { key, value }: Extract<WitType, { kind: 'map' }>): unknown {
  const pairs: unknown[] = [];
  scanner.expect('[');
  scanner.items(']', () => pairs.push(readTuple(scanner, [key, value])));
  scanner.expect(']');
  return new Map(pairs as [unknown, unknown][]);
}

function readTuple(scanner: Scanner, items: readonly WitType[]): unknown[] {
  scanner.expect('(');
  const values = items.map((item, index) => {
    if (index > 0) scanner.expect(',');
    return readValue(scanner, item);
  });
  scanner.take(',');
  scanner.expect(')');
  return values;
}

/** Fields in any order; an omitted option is none. `{:}` omits all. */
function readRecord(scanner: Scanner, type: Extract<WitType, { kind: 'record' }>): unknown {
  const values = new Map<string, unknown>();
  scanner.expect('{');
  if (!scanner.take(':')) readFields(scanner, type, values);
  const missing = type.fields.find(({ name, type: { kind } }) => !values.has(name) && kind !== 'option');
  if (missing) throw scanner.fail(`expected the field ${missing.name}: ${describe(missing.type)}`);
  scanner.expect('}');
  return Object.fromEntries(
    type.fields.map(({ name, type: field }) => [
      camelCase(name),
      values.has(name) || field.kind !== 'option' ? values.get(name) : absent(field),
    ]),
  );
}

function readFields(
  scanner: Scanner,
  type: Extract<WitType, { kind: 'record' }>,
  values: Map<string, unknown>,
): void {
  scanner.items('}', () => {
    const failure = scanner.fail(`expected a field of ${describe(type)}`);
    const name = scanner.label() ?? '';
    const field = type.fields.find((candidate) => candidate.name === name);
    if (!field || values.has(name)) throw failure;
    scanner.expect(':');
    values.set(name, readValue(scanner, field.type));
  });
}

function readVariant(scanner: Scanner, type: Extract<WitType, { kind: 'variant' }>): unknown {
  const name = readCase(
    scanner,
    type,
    type.cases.map((one) => one.name),
  );
  const payload = type.cases.find((one) => one.name === name)?.type;
  return payload ? { tag: name, val: readPayload(scanner, payload) } : { tag: name };
}

function readCase(scanner: Scanner, type: WitType, cases: readonly string[]): string {
  const failure = scanner.fail(`expected ${describe(type)}`);
  const name = scanner.label();
  if (name === undefined || !cases.includes(name)) throw failure;
  return name;
}

function readFlags(scanner: Scanner, type: Extract<WitType, { kind: 'flags' }>): unknown {
  const set = new Set<string>();
  scanner.expect('{');
  scanner.items('}', () => {
    const failure = scanner.fail(`expected ${describe(type)}`);
    const name = scanner.label() ?? '';
    if (!type.flags.includes(name) || set.has(name)) throw failure;
    set.add(name);
  });
  scanner.expect('}');
  return Object.fromEntries(type.flags.map((name) => [camelCase(name), set.has(name)]));
}
