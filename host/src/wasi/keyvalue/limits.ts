/** The limits of a call of wasi:keyvalue and of a store, so that no guest exhausts the host. */
import { other, type Entry, type StoreError, type StoreOperation } from './call.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

export const LIMITS = {
  keyBytes: 8 * KIB,
  valueBytes: 16 * MIB,
  /** Of one call of wasi:keyvalue/batch. */
  batchKeys: 10_000,
  /** Values that one call takes or gives, together. */
  batchBytes: 32 * MIB,
  /** Keys of one page. */
  pageKeys: 1000,
  pageBytes: MIB,
  /** Keys and values of one store, each entry counted with `entryBytes` more. */
  storeBytes: 256 * MIB,
  entryBytes: 128,
} as const;

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };

/** Why an operation is refused before anything looks at the store. */
export function refusal(operation: StoreOperation, limits: Limits = LIMITS): StoreError | undefined {
  const { keys, values } = contentsOf(operation);
  if (keys.length > limits.batchKeys)
    return other(`${keys.length} keys in one call are more than ${limits.batchKeys}`);
  if (keys.some((key) => Buffer.byteLength(key) > limits.keyBytes))
    return other(`a key is longer than ${limits.keyBytes} bytes`);
  if (values.some((value) => value.length > limits.valueBytes))
    return other(`a value is larger than ${limits.valueBytes} bytes`);
  const together = values.reduce((sum, value) => sum + value.length, 0);
  return together > limits.batchBytes ? tooMuchAtOnce(limits) : undefined;
}

export const tooMuchAtOnce = ({ batchBytes }: Limits): StoreError =>
  other(`the values of one call are larger than ${batchBytes} bytes together`);

export const storeFull = ({ storeBytes }: Limits): StoreError =>
  other(`the store is full: it may hold ${storeBytes} bytes`);

/** The size of an entry, counted towards `storeBytes`. */
export const sizeOf = ([key, value]: Entry, { entryBytes }: Limits): number =>
  Buffer.byteLength(key) + value.length + entryBytes;

function contentsOf(operation: StoreOperation): {
  readonly keys: readonly string[];
  readonly values: readonly Uint8Array[];
} {
  switch (operation.do) {
    case 'open':
    case 'list':
      return { keys: [], values: [] };
    case 'get':
    case 'delete':
      return { keys: operation.keys, values: [] };
    case 'set':
      return {
        keys: operation.entries.map(([key]) => key),
        values: operation.entries.map(([, value]) => value),
      };
    case 'exists':
    case 'increment':
      return { keys: [operation.key], values: [] };
    case 'swap':
      return { keys: [operation.key], values: [operation.value] };
  }
}
