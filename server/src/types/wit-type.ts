/**
 * A WIT type with every name resolved: of the language server's model, of a component's bytes, and of the values
 * that cross between components.
 */
export type WitType =
  | { readonly kind: Primitive }
  /** `length` of a list that always has as many elements: `list<u8, 4>`. */
  | { readonly kind: 'list'; readonly element: WitType; readonly length?: number }
  /** A list of pairs in WAVE and in the Canonical ABI. */
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
  | Handle;

/** Values that are passed as table indices. WAVE cannot express them. */
export type Handle =
  | { readonly kind: 'own' | 'borrow'; readonly resource: string }
  | { readonly kind: 'stream' | 'future'; readonly element: WitType | undefined }
  | { readonly kind: 'error-context' };

export type Primitive = 'bool' | 'char' | 'string' | 'f32' | 'f64' | Integer;
export type Integer = 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64';

/** Of a method, `self` is the first parameter. */
export interface Signature {
  readonly params: readonly { readonly name: string; readonly type: WitType }[];
  readonly result: WitType | undefined;
}

/** Smallest and greatest value of an integer type. */
export function rangeOf(kind: Integer): readonly [least: bigint, most: bigint] {
  const bits = BigInt(kind.slice(1));
  return kind.startsWith('u') ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
}

/** Whether WAVE has no values of the type itself. */
export const isHandle = (type: WitType): type is Handle =>
  ['own', 'borrow', 'stream', 'future', 'error-context'].includes(type.kind);

export const isInteger = (kind: string): kind is Integer => /^[us](8|16|32|64)$/.test(kind);

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
  if (type.kind === 'variant') return `variant { ${type.cases.map(({ name }) => name).join(', ')} }`;
  if (type.kind === 'enum') return `enum { ${type.cases.join(', ')} }`;
  if (type.kind === 'flags') return `flags { ${type.flags.join(', ')} }`;
  if (type.kind === 'own' || type.kind === 'borrow') return `${type.kind}<${type.resource}>`;
  if (type.kind === 'stream' || type.kind === 'future') {
    return type.element ? `${type.kind}<${describe(type.element)}>` : type.kind;
  }
  return type.kind;
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
