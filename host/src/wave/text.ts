/** Characters and strings of WAVE, without their quotes. */
import { codePointEscape } from '../../../server/src/base/code-point.ts';
import { WaveError } from './error.ts';

const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
/** Invisible or combining characters: controls, formats, spaces but one, combining marks. */
const ESCAPED = /(?! )[\\'"\p{C}\p{Z}\p{Grapheme_Extend}]/gu;

export const escape = (text: string): string =>
  text.replaceAll(ESCAPED, (char) => NAMED[char] ?? codePointEscape(char));

const ESCAPE = /\\(?:([\\'"nrt])|u\{([0-9a-fA-F]{1,6})\}|)/g;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * @param offset where `text` begins, for the error
 * @throws WaveError
 */
export function unescape(text: string, offset: number): string {
  return text.replaceAll(ESCAPE, (_, simple?: string, code?: string, at = 0) => {
    if (simple !== undefined) return SIMPLE[simple] ?? simple;
    if (code === undefined) throw new WaveError('this escape is not known', offset + at);
    const value = Number.parseInt(code, 16);
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
      throw new WaveError('not a Unicode scalar value', offset + at);
    }
    return String.fromCodePoint(value);
  });
}

/**
 * The text between two `"""`: whole lines, without the indentation of the closing quotes.
 * @param offset where `raw` begins, for errors
 * @throws WaveError
 */
export function readBlock(raw: string, offset: number): string {
  const lines = raw.split('\n');
  const indentation = lines.pop() ?? '';
  const end = offset + raw.length;
  if (/[^ ]/.test(indentation) || lines.length === 0) {
    throw new WaveError('the closing """ must be on a line of its own, behind spaces only', end);
  }
  let at = offset + (lines[0] ?? '').length + 1;
  if (lines.shift()?.replace('\r', '') !== '') {
    throw new WaveError('the opening """ must be followed by the end of its line', offset);
  }
  const texts = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    if (!line.startsWith(indentation)) {
      throw new WaveError('the line must be indented at least as much as the closing """', start);
    }
    return unescape(line.slice(indentation.length).replace(/\r$/, ''), start + indentation.length);
  });
  return texts.join('\n');
}

/** Words with a meaning of their own in WAVE; a case of this name is written with a `%` before it. */
const KEYWORDS = new Set(['true', 'false', 'some', 'none', 'ok', 'err', 'inf', 'nan']);
export const caseLabel = (name: string): string => (KEYWORDS.has(name) ? `%${name}` : name);
