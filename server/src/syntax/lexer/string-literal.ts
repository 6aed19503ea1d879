import type { LexicalError } from './tokens.ts';

/**
 * Reads a string literal (the text format of core WebAssembly, as `@external-id` takes it).
 *
 * @param start offset of the opening quote
 * @returns the offset behind the literal; an unfinished one ends with its line
 */
export function scanString(text: string, start: number): { end: number; error?: LexicalError } {
  let at = start + 1;
  for (;;) {
    const character = text[at];
    if (character === '"') break;
    if (character === undefined || character === '\n') {
      const code = character === undefined ? 'unterminated-string' : 'string-character';
      return { end: at, error: { code, start, end: at, detail: { character: character ?? '' } } };
    }
    const escapes = character === '\\' && at + 1 < text.length && text[at + 1] !== '\n';
    at += escapes ? 2 : 1;
  }
  const end = at + 1;
  const problem = decodeString(text.slice(start, end)).problem;
  return problem ? { end, error: { ...problem, start, end } } : { end };
}

interface Decoded {
  readonly value: string;
  readonly problem?: { readonly code: string; readonly detail: Readonly<Record<string, string>> };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  t: '\t',
  n: '\n',
  r: '\r',
  '\\': '\\',
};

const encoder = new TextEncoder();

// eslint-disable-next-line no-control-regex
const special = /[\\\0-\x1f\x7f]/;

/** The value of a literal with its quotes, or the reason why it is invalid. */
export function decodeString(literal: string): Decoded {
  const content = literal.slice(1, -1);
  if (!special.test(content)) return { value: content };
  const bytes: number[] = [];
  const push = (text: string): void => {
    for (const byte of encoder.encode(text)) bytes.push(byte);
  };
  const piece =
    // eslint-disable-next-line no-control-regex
    /\\u\{([0-9a-fA-F](?:_*[0-9a-fA-F])*)\}|\\([0-9a-fA-F]{2})|\\(["'tnr\\])|(\\[^]?)|([\0-\x1f\x7f])|([^\\\0-\x1f\x7f]+)/gu;
  for (const [, unicode, hex, escape, badEscape, control, plain] of content.matchAll(piece)) {
    if (unicode !== undefined) {
      const point = Number.parseInt(unicode.replaceAll('_', ''), 16);
      if (!isScalar(point)) return problem('string-code-point', { value: unicode });
      push(String.fromCodePoint(point));
    } else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (escape !== undefined) push(simpleEscapes[escape]!);
    else if (badEscape !== undefined) return problem('string-escape', { escape: badEscape });
    else if (control !== undefined) return problem('string-character', { character: control });
    else push(plain!);
  }
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)) };
  } catch {
    return problem('string-encoding', {});
  }
}

const problem = (code: string, detail: Record<string, string>): Decoded => ({
  value: '',
  problem: { code, detail },
});

const isScalar = (point: number): boolean => point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
