/** The random numbers of the Web Cryptography API (https://w3c.github.io/webcrypto/), by wasi:random. */
declare const DOMException: new (message: string, name: string) => Error;
declare const $witStudioRandom: (length: bigint) => Uint8Array;

const MOST = 65_536;
const WHOLE_NUMBERS = /^(?:Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|BigInt64|BigUint64)Array$/;

export const crypto = {
  getRandomValues<T extends ArrayBufferView>(array: T): T {
    const kind = (array as { readonly [Symbol.toStringTag]?: string })?.[Symbol.toStringTag] ?? '';
    if (!ArrayBuffer.isView(array) || !WHOLE_NUMBERS.test(kind))
      throw new DOMException('only arrays of whole numbers can be filled', 'TypeMismatchError');
    if (array.byteLength > MOST)
      throw new DOMException(`at most ${MOST} bytes are filled at once`, 'QuotaExceededError');
    const bytes = $witStudioRandom(BigInt(array.byteLength));
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(bytes);
    return array;
  },

  /** Of version 4 (RFC 9562). */
  randomUUID(): string {
    const bytes = $witStudioRandom(16n);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  },

  get [Symbol.toStringTag](): string {
    return 'Crypto';
  },
};

Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true, writable: true });
