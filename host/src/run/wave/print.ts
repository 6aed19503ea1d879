import { camelCase, needsTag, type WitType } from './types.ts';

/** Prints what jco's bindings gave, in WAVE, as wasmtime does. */
export function printValue(value: unknown, type: WitType): string {
  if (type.kind === 'option') return printOption(value, type.some);
  if (type.kind === 'result') return printResult(value as Tagged, type);
  if (type.kind === 'list')
    return `[${[...(value as Iterable<unknown>)].map((one) => printValue(one, type.element)).join(', ')}]`;
  if (type.kind === 'tuple')
    return `(${type.items.map((item, at) => printValue((value as unknown[])[at], item)).join(', ')})`;
  if (type.kind === 'record') return printRecord(value as Fields, type);
  if (type.kind === 'variant') return printVariant(value as Tagged, type);
  if (type.kind === 'enum') return label(value as string);
  if (type.kind === 'flags')
    return `{${type.flags.filter((name) => (value as Fields)[camelCase(name)]).join(', ')}}`;
  if (type.kind === 'string') return `"${escape(value as string, '"')}"`;
  if (type.kind === 'char') return `'${escape(value as string, "'")}'`;
  if (type.kind === 'f32' || type.kind === 'f64') return printFloat(value as number);
  return String(value);
}

interface Tagged {
  readonly tag: string;
  readonly val?: unknown;
}
type Fields = Readonly<Record<string, unknown>>;

function printOption(value: unknown, some: WitType): string {
  if (needsTag(some)) {
    const { tag, val } = value as Tagged;
    return tag === 'none' ? 'none' : `some(${printValue(val, some)})`;
  }
  return value === undefined || value === null ? 'none' : `some(${printValue(value, some)})`;
}

function printResult({ tag, val }: Tagged, { ok, err }: Extract<WitType, { kind: 'result' }>): string {
  const payload = tag === 'ok' ? ok : err;
  return payload ? `${tag}(${printValue(val, payload)})` : tag;
}

/** Options that are none are left out. */
function printRecord(value: Fields, { fields }: Extract<WitType, { kind: 'record' }>): string {
  const texts = fields.flatMap(({ name, type }) => {
    const text = printValue(value[camelCase(name)], type);
    return type.kind === 'option' && text === 'none' ? [] : [`${label(name)}: ${text}`];
  });
  return texts.length === 0 ? '{:}' : `{${texts.join(', ')}}`;
}

function printVariant({ tag, val }: Tagged, { cases }: Extract<WitType, { kind: 'variant' }>): string {
  const payload = cases.find(({ name }) => name === tag)?.type;
  return payload ? `${label(tag)}(${printValue(val, payload)})` : label(tag);
}

const KEYWORDS = new Set(['true', 'false', 'some', 'none', 'ok', 'err', 'inf', 'nan']);
const label = (name: string): string => (KEYWORDS.has(name) ? `%${name}` : name);

function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function escape(text: string, quote: string): string {
  return text.replaceAll(/[\\'"\p{Cc}]/gu, (char) => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    return NAMED[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
