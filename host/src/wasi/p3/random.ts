/** wasi:random 0.3: the guest says the most bytes that it takes, and gets fewer where that is too much for one call. */
import { MOST_RANDOM, random as second } from '../random.ts';

export function random() {
  const of = second();
  const { getRandomBytes, getRandomU64 } = of['wasi:random/random'];
  const some = (most: bigint): Uint8Array => getRandomBytes(most < MOST_RANDOM ? most : MOST_RANDOM);
  return {
    'wasi:random/random@0.3': { getRandomBytes: some, getRandomU64 },
    'wasi:random/insecure@0.3': { getInsecureRandomBytes: some, getInsecureRandomU64: getRandomU64 },
    'wasi:random/insecure-seed@0.3': { getInsecureSeed: of['wasi:random/insecure-seed'].insecureSeed },
  };
}
