/** wasi:random 0.2 over Node's cryptographic source, the `insecure` ones included. */
import { crypto } from '../node/crypto.ts';
import { misuse } from './misuse.ts';

/** As much as one call may ask for: 64 MiB, as in wasmtime. */
export const MOST_RANDOM = 67_108_864n;

function bytes(length: bigint): Uint8Array {
  if (length > MOST_RANDOM)
    throw misuse(`it asks for ${length} random bytes at once, and may have ${MOST_RANDOM}`);
  return crypto().randomBytes(Number(length));
}

const u64 = (): bigint => crypto().randomBytes(8).readBigUInt64LE();

/** The seed is that of the instance: each call gives the same. */
export function random() {
  let seed: [bigint, bigint] | undefined;
  return {
    'wasi:random/random': { getRandomBytes: bytes, getRandomU64: u64 },
    'wasi:random/insecure': { getInsecureRandomBytes: bytes, getInsecureRandomU64: u64 },
    'wasi:random/insecure-seed': { insecureSeed: (): [bigint, bigint] => (seed ??= [u64(), u64()]) },
  };
}
