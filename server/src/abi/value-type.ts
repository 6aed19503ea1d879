import { once } from '../base/once.ts';
import { isHandle, type Primitive, type Signature, type WitType } from '../types/wit-type.ts';

/**
 * A type in the Canonical ABI (CanonicalABI.md, "Despecialization"): tuples are records, and enums, options and results
 * are variants. It has no names, no docs, and no types behind pointers.
 */
export type ValueType =
  | { readonly kind: 'primitive'; readonly name: Primitive }
  /** A list without a fixed length, or a map: a pointer and a length. */
  | { readonly kind: 'list' }
  | { readonly kind: 'fixed-list'; readonly element: ValueType; readonly length: number }
  | { readonly kind: 'record'; readonly fields: readonly ValueType[] }
  /** A case without a payload is `undefined`. */
  | { readonly kind: 'variant'; readonly cases: readonly (ValueType | undefined)[] }
  | { readonly kind: 'flags'; readonly count: number }
  /** The index of a resource, a stream, a future or an error context. */
  | { readonly kind: 'handle' };

/** Parameters and result of a function; the first parameter of a method is `self`. */
export interface ValueFunction {
  readonly params: readonly ValueType[];
  readonly result: ValueType | undefined;
}

export const valueFunctionOf = ({ params, result }: Signature): ValueFunction => ({
  params: params.map(({ type }) => valueTypeOf(type)),
  result: result && valueTypeOf(result),
});

/** The same object for the same type. */
export const valueTypeOf: (type: WitType) => ValueType = once((type: WitType): ValueType => {
  if (isHandle(type)) return { kind: 'handle' };
  switch (type.kind) {
    case 'list': {
      const { element, length } = type;
      return length === undefined
        ? { kind: 'list' }
        : { kind: 'fixed-list', element: valueTypeOf(element), length };
    }
    case 'map':
      return { kind: 'list' };
    case 'option':
      return variant([undefined, type.some]);
    case 'result':
      return variant([type.ok, type.err]);
    case 'tuple':
      return { kind: 'record', fields: type.items.map(valueTypeOf) };
    case 'record':
      return { kind: 'record', fields: type.fields.map((field) => valueTypeOf(field.type)) };
    case 'variant':
      return variant(type.cases.map((one) => one.type));
    case 'enum':
      return { kind: 'variant', cases: type.cases.map(() => undefined) };
    case 'flags':
      return { kind: 'flags', count: type.flags.length };
    default:
      return { kind: 'primitive', name: type.kind };
  }
});

const variant = (payloads: readonly (WitType | undefined)[]): ValueType => ({
  kind: 'variant',
  cases: payloads.map((one) => one && valueTypeOf(one)),
});
