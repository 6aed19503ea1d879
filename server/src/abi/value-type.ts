import type { PrimitiveName } from '../syntax/ast.ts';

/**
 * A type as the Canonical ABI sees it (CanonicalABI.md, "Despecialization"): tuples are records, and enums,
 * options and results are variants. Names, docs and what is behind a pointer are gone.
 */
export type ValueType =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  /** A list without a fixed length, or a map: a pointer and a length. */
  | { readonly kind: 'list' }
  | { readonly kind: 'fixed-list'; readonly element: ValueType; readonly length: number }
  | { readonly kind: 'record'; readonly fields: readonly ValueType[] }
  /** A case without a payload is `undefined`. */
  | { readonly kind: 'variant'; readonly cases: readonly (ValueType | undefined)[] }
  | { readonly kind: 'flags'; readonly count: number }
  /** The index of a resource, a stream or a future. */
  | { readonly kind: 'handle' };

/** What is passed to and from a function; of a method, `self` is the first parameter. */
export interface ValueFunction {
  readonly params: readonly ValueType[];
  readonly result: ValueType | undefined;
}
