/** wasi:random 0.2 over Node's cryptographic source, the `insecure` ones included. */
import { randomBytes } from 'node:crypto';

/** As much as one call may ask for: 16 MiB. */
const MOST = 16_777_216n;

function bytes(length: bigint): Uint8Array {
  if (length > MOST) throw new RangeError(`wasi:random: ${length} bytes at once are too many`);
  return new Uint8Array(randomBytes(Number(length)));
}

const u64 = (): bigint => randomBytes(8).readBigUInt64LE();

export const random = {
  'wasi:random/random': { getRandomBytes: bytes, getRandomU64: u64 },
  'wasi:random/insecure': { getInsecureRandomBytes: bytes, getInsecureRandomU64: u64 },
  'wasi:random/insecure-seed': { insecureSeed: (): [bigint, bigint] => [u64(), u64()] },
};
