/** QuickJS has no TextEncoder and TextDecoder: these cover UTF-8, which is what WIT strings are. */
export class TextEncoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    const bytes: number[] = [];
    for (const char of text) bytes.push(...utf8(scalar(char)));
    return Uint8Array.from(bytes);
  }
}

/** A lone surrogate is no Unicode scalar value: it becomes U+FFFD. */
function scalar(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
}

function utf8(code: number): number[] {
  if (code < 0x80) return [code];
  const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
}

export class TextDecoder {
  readonly encoding = 'utf-8';
  readonly fatal: boolean;

  constructor(_label = 'utf-8', options: { fatal?: boolean } = {}) {
    this.fatal = options.fatal ?? false;
  }

  /** With `fatal`, throws `TypeError` at bytes that are not UTF-8; otherwise each becomes U+FFFD. */
  decode(input: ArrayBuffer | ArrayBufferView = new Uint8Array()): string {
    const bytes = ArrayBuffer.isView(input)
      ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
      : new Uint8Array(input);
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const size = sequenceAt(bytes, at);
      if (size === 0 && this.fatal) throw new TypeError('the bytes are not UTF-8');
      text += size === 0 ? '\ufffd' : String.fromCodePoint(codeAt(bytes, at, size));
      at += size || 1;
    }
    return text;
  }
}

/** The length of the well-formed sequence at `at`; 0 when there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (size === 0 || first > 0xf4) return 0;
  for (let next = 1; next < size; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const code = codeAt(bytes, at, size);
  const overlong = code < [0, 0, 0x80, 0x800, 0x10000][size]!;
  return overlong || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? 0 : size;
}

function codeAt(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] ?? 0;
  let code = size === 1 ? first : first & (0xff >> (size + 1));
  for (let next = 1; next < size; next++) code = (code << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return code;
}
