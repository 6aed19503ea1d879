/**
 * QuickJS has no TextEncoder and TextDecoder: these cover UTF-8, which is what WIT strings and most of the web are
 * (https://encoding.spec.whatwg.org/).
 */
const REPLACEMENT = 0xfffd;

/** A lone surrogate is no Unicode scalar value: it becomes U+FFFD. */
export const scalarValues = (text: string): string => text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');

export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }

  encode(text: unknown = ''): Uint8Array {
    const value = String(text);
    const bytes = new Uint8Array(value.length * 3);
    return bytes.slice(0, this.encodeInto(value, bytes).written);
  }

  /** Writes as many whole characters as there is room for. */
  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    let [read, written] = [0, 0];
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      const scalar = code >= 0xd800 && code < 0xe000 ? REPLACEMENT : code;
      const size = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
      if (written + size > into.length) break;
      write(scalar, size, into, written);
      written += size;
      read += char.length;
    }
    return { read, written };
  }
}

const FIRST = [0, 0, 0xc0, 0xe0, 0xf0];

function write(code: number, size: number, into: Uint8Array, at: number): void {
  if (size === 1) {
    into[at] = code;
    return;
  }
  for (let next = size - 1, rest = code; next >= 0; next--, rest >>= 6)
    into[at + next] = next === 0 ? FIRST[size]! | rest : 0x80 | (rest & 0x3f);
}

const LABELS = ['utf-8', 'utf8', 'unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'x-unicode20utf8'];
const BYTE_ORDER_MARK = 0xfeff;

export class TextDecoder {
  readonly #fatal: boolean;
  readonly #ignoreBom: boolean;
  /** Of a stream: the bytes of a character that is not whole yet, and whether any was seen. */
  #rest: Uint8Array = new Uint8Array();
  #hasBegun = false;

  constructor(label = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } | null = {}) {
    if (!LABELS.includes(label.trim().toLowerCase()))
      throw new RangeError(`the encoding ${label} is not supported: there is utf-8`);
    this.#fatal = options?.fatal ?? false;
    this.#ignoreBom = options?.ignoreBOM ?? false;
  }

  get encoding(): string {
    return 'utf-8';
  }

  get fatal(): boolean {
    return this.#fatal;
  }

  get ignoreBOM(): boolean {
    return this.#ignoreBom;
  }

  /** With `fatal`, throws `TypeError` at bytes that are not UTF-8; otherwise each sequence becomes U+FFFD. */
  decode(
    input: ArrayBuffer | ArrayBufferView = new Uint8Array(),
    options: { stream?: boolean } = {},
  ): string {
    const isStream = options.stream ?? false;
    const bytes = joined(this.#rest, viewOf(input));
    this.#rest = new Uint8Array();
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const { code, size, isCut } = sequenceAt(bytes, at);
      if (isCut && isStream) {
        this.#rest = bytes.slice(at);
        break;
      }
      if (code === undefined && this.#fatal) {
        this.#hasBegun = false;
        throw new TypeError('the bytes are not UTF-8');
      }
      if (this.#hasBegun || this.#ignoreBom || code !== BYTE_ORDER_MARK)
        text += String.fromCodePoint(code ?? REPLACEMENT);
      this.#hasBegun = true;
      at += size;
    }
    this.#hasBegun &&= isStream;
    return text;
  }
}

export const viewOf = (input: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

interface Sequence {
  /** Undefined: the bytes are not well-formed. */
  readonly code: number | undefined;
  /** The number of bytes of an ill-formed sequence that one U+FFFD replaces. */
  readonly size: number;
  /** The bytes end where more of the character should follow. */
  readonly isCut: boolean;
}

function sequenceAt(bytes: Uint8Array, at: number): Sequence {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, size: 1, isCut: false };
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return { code: undefined, size: 1, isCut: false };
  let code = first & (0xff >> (size + 1));
  for (let next = 1; next < size; next++) {
    const byte = bytes[at + next];
    const [low, high] = next === 1 ? secondOf(first) : [0x80, 0xbf];
    if (byte === undefined) return { code: undefined, size: next, isCut: true };
    if (byte < low || byte > high) return { code: undefined, size: next, isCut: false };
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, size, isCut: false };
}

/** The valid second bytes of a sequence, which exclude overlong forms, surrogates and code points that are too large. */
function secondOf(first: number): readonly [low: number, high: number] {
  return [
    first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80,
    first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf,
  ];
}
