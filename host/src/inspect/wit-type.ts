/** A WIT type with every name resolved, as far as values of it can be written down in WAVE. */
export type WitType =
  | { readonly kind: Primitive }
  /** `length` of a list that always has as many elements: `list<u8, 4>`. */
  | { readonly kind: 'list'; readonly element: WitType; readonly length?: number }
  /** In WAVE a list of pairs, which a map is in the Canonical ABI. */
  | { readonly kind: 'map'; readonly key: WitType; readonly value: WitType }
  | { readonly kind: 'option'; readonly some: WitType }
  | { readonly kind: 'result'; readonly ok: WitType | undefined; readonly err: WitType | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly WitType[] }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly type: WitType }[] }
  | {
      readonly kind: 'variant';
      readonly cases: readonly { readonly name: string; readonly type: WitType | undefined }[];
    }
  | { readonly kind: 'enum'; readonly cases: readonly string[] }
  | { readonly kind: 'flags'; readonly flags: readonly string[] }
  /** Resources, streams, futures: WAVE has no values of them. */
  | { readonly kind: 'opaque'; readonly text: string };

export type Primitive = 'bool' | 'char' | 'string' | 'f32' | 'f64' | Integer;
export type Integer = 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64';

export interface Signature {
  readonly params: readonly { readonly name: string; readonly type: WitType }[];
  readonly result: WitType | undefined;
}

/** Smallest and greatest value of an integer type. */
export function rangeOf(kind: Integer): readonly [least: bigint, most: bigint] {
  const bits = BigInt(kind.slice(1));
  return kind.startsWith('u') ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
}

export const isInteger = (kind: string): kind is Integer => /^[us](8|16|32|64)$/.test(kind);

/** `content-type` to `contentType` and `get-HTTP` to `getHttp`, as the bindings name fields, flags and functions. */
export const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `option<T>` in an option needs a wrapper in JavaScript: `undefined` could be either none. */
export const needsTag = (some: WitType): boolean => some.kind === 'option';

/** For messages: `list<u8>`, `record { path, body }`. */
export function describe(type: WitType | undefined): string {
  if (!type) return '_';
  if (type.kind === 'list') {
    return `list<${describe(type.element)}${type.length === undefined ? '' : `, ${type.length}`}>`;
  }
  if (type.kind === 'map') return `map<${describe(type.key)}, ${describe(type.value)}>`;
  if (type.kind === 'option') return `option<${describe(type.some)}>`;
  if (type.kind === 'result') return describeResult(type);
  if (type.kind === 'tuple') return `tuple<${type.items.map(describe).join(', ')}>`;
  if (type.kind === 'record') return `record { ${type.fields.map(({ name }) => name).join(', ')} }`;
  if (type.kind === 'variant') return `one of ${type.cases.map(({ name }) => name).join(', ')}`;
  if (type.kind === 'enum') return `one of ${type.cases.join(', ')}`;
  if (type.kind === 'flags') return `flags { ${type.flags.join(', ')} }`;
  return type.kind === 'opaque' ? type.text : type.kind;
}

function describeResult({ ok, err }: Extract<WitType, { kind: 'result' }>): string {
  if (!err) return ok ? `result<${describe(ok)}>` : 'result';
  return `result<${describe(ok)}, ${describe(err)}>`;
}

/** For messages: `(token: string) -> bool`. */
export function describeSignature({ params, result }: Signature): string {
  const list = params.map(({ name, type }) => `${name}: ${describe(type)}`).join(', ');
  return `(${list})${result ? ` -> ${describe(result)}` : ''}`;
}

/** Words with a meaning of their own in WAVE; a case of this name is written with a `%` before it. */
const KEYWORDS = new Set(['true', 'false', 'some', 'none', 'ok', 'err', 'inf', 'nan']);
export const caseLabel = (name: string): string => (KEYWORDS.has(name) ? `%${name}` : name);
