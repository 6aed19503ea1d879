import { printFloat } from './figures.ts';
import { escape, caseLabel } from './text.ts';
import { camelCase, needsTag } from '../inspect/script-names.ts';
import { describe, isHandle, type WitType } from '../../../server/src/types/wit-type.ts';

/**
 * Prints what jco's bindings gave, in WAVE, as wasmtime does. WAVE has no handles, streams and futures: of these the
 * type is printed, `own<cart>`.
 */
export function printValue(value: unknown, type: WitType): string {
  if (type.kind === 'option') return printOption(value, type.some);
  if (type.kind === 'result') return printResult(value as Tagged, type);
  if (type.kind === 'list')
    return `[${[...(value as Iterable<unknown>)].map((one) => printValue(one, type.element)).join(', ')}]`;
  if (type.kind === 'map') return printMap(value as Map<unknown, unknown>, type);
  if (type.kind === 'tuple')
    return `(${type.items.map((item, at) => printValue((value as unknown[])[at], item)).join(', ')})`;
  if (type.kind === 'record') return printRecord(value as Fields, type);
  if (type.kind === 'variant') return printVariant(value as Tagged, type);
  if (type.kind === 'enum') return caseLabel(value as string);
  if (type.kind === 'flags')
    return `{${type.flags.filter((name) => (value as Fields)[camelCase(name)]).join(', ')}}`;
  if (type.kind === 'string') return `"${escape(value as string)}"`;
  if (type.kind === 'char') return `'${escape(value as string)}'`;
  if (type.kind === 'f32' || type.kind === 'f64') return printFloat(value as number, type.kind);
  if (isHandle(type)) return describe(type);
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
    return type.kind === 'option' && text === 'none' ? [] : [`${name}: ${text}`];
  });
  return texts.length === 0 ? '{:}' : `{${texts.join(', ')}}`;
}

function printVariant({ tag, val }: Tagged, { cases }: Extract<WitType, { kind: 'variant' }>): string {
  const payload = cases.find(({ name }) => name === tag)?.type;
  return payload ? `${caseLabel(tag)}(${printValue(val, payload)})` : caseLabel(tag);
}

function printMap(entries: Map<unknown, unknown>, type: Extract<WitType, { kind: 'map' }>): string {
  const pairs = [...entries].map(
    ([key, value]) => `(${printValue(key, type.key)}, ${printValue(value, type.value)})`,
  );
  return `[${pairs.join(', ')}]`;
}
