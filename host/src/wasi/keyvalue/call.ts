/** The calls of a guest's thread to the stores of wasi:keyvalue, which live outside it. Survives structured cloning. */

/** Values are bytes; keys are any text. */
export type StoreOperation =
  /** Whether the store can be reached. */
  | { readonly do: 'open' }
  | { readonly do: 'get'; readonly keys: readonly string[] }
  | { readonly do: 'set'; readonly entries: readonly Entry[] }
  | { readonly do: 'delete'; readonly keys: readonly string[] }
  | { readonly do: 'exists'; readonly key: string }
  /** The keys behind those of the page before. */
  | { readonly do: 'list'; readonly cursor: bigint }
  | {
      readonly do: 'increment';
      readonly key: string;
      readonly delta: bigint;
      readonly type: IntegerType;
    }
  /** Sets the value if the present one is `expected`, undefined for none. */
  | {
      readonly do: 'swap';
      readonly key: string;
      readonly expected: Value | undefined;
      readonly value: Value;
    };

export type Value = Uint8Array;
export type Entry = readonly [key: string, value: Value];
export type IntegerType = 'u64' | 's64';

/** An operation on the store that is granted by this identifier. */
export interface StoreCall {
  readonly identifier: string;
  readonly operation: StoreOperation;
}

/** `error` of wasi:keyvalue/store, as the bindings have it. */
export type StoreError =
  | { readonly tag: 'no-such-store' }
  | { readonly tag: 'access-denied' }
  | { readonly tag: 'other'; readonly val: string };

export interface KeyPage {
  readonly keys: readonly string[];
  /** Where the next page begins; undefined behind the last one. */
  readonly cursor: bigint | undefined;
}

/** The result of an operation. */
export interface StoreResults {
  readonly open: undefined;
  readonly get: readonly (Value | undefined)[];
  readonly set: undefined;
  readonly delete: undefined;
  readonly exists: boolean;
  readonly list: KeyPage;
  readonly increment: bigint;
  readonly swap: { readonly swapped: boolean };
}

export type StoreResult = StoreResults[keyof StoreResults];
export type StoreReply = { readonly ok: StoreResult } | { readonly error: StoreError };

/** Performs a call, while the guest waits. */
export type CallStore = (call: StoreCall) => StoreReply;

export const other = (val: string): StoreError => ({ tag: 'other', val });

/** The calls of a guest without a grant. */
export const noStores: CallStore = () => ({ error: { tag: 'no-such-store' } });
