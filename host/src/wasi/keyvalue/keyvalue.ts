/**
 * wasi:keyvalue 0.2.0-draft and 0.2.0-draft2, side by side: they differ in cursors, in the integers of `increment`, in
 * what `get-many` gives, and in compare-and-swap, which only the second has.
 */
import { Bucket, BucketOfDraft, BucketOfDraft2, opener, type GrantedStores } from './bucket.ts';
import type { Entry, Value } from './call.ts';
import { Cas } from './cas.ts';

/** By interface and version, since the functions of the drafts differ. */
export const keyvalue = (stores: GrantedStores) => ({ ...draft(stores), ...draft2(stores) });

const batch = { setMany: Bucket.setMany, deleteMany: Bucket.deleteMany };

/** As wasmtime and wasmCloud have it. */
const draft = (stores: GrantedStores) => ({
  'wasi:keyvalue/store@0.2.0-draft': { Bucket: BucketOfDraft, open: opener(BucketOfDraft, stores) },
  'wasi:keyvalue/atomics@0.2.0-draft': {
    increment: (bucket: Bucket, key: string, delta: bigint) => Bucket.increment(bucket, key, delta, 'u64'),
  },
  'wasi:keyvalue/batch@0.2.0-draft': {
    ...batch,
    getMany: (bucket: Bucket, keys: readonly string[]): (Entry | undefined)[] =>
      Bucket.getMany(bucket, keys).map((value, at) => value && [keys[at]!, value]),
  },
});

/** As Spin has it. */
const draft2 = (stores: GrantedStores) => ({
  'wasi:keyvalue/store@0.2.0-draft2': { Bucket: BucketOfDraft2, open: opener(BucketOfDraft2, stores) },
  'wasi:keyvalue/atomics@0.2.0-draft2': {
    Cas,
    increment: (bucket: Bucket, key: string, delta: bigint) => Bucket.increment(bucket, key, delta, 's64'),
    swap: (cas: Cas, value: Value) => Cas.swap(cas, value),
  },
  'wasi:keyvalue/batch@0.2.0-draft2': {
    ...batch,
    getMany: (bucket: Bucket, keys: readonly string[]): [string, Value | undefined][] =>
      Bucket.getMany(bucket, keys).map((value, at) => [keys[at]!, value]),
  },
});
