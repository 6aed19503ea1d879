import assert from 'node:assert/strict';
import { parse } from '../parse.ts';
import { shape } from './shape.ts';
/**
 * Asserts how broken text is parsed.
 * @param as the recovered items, as `shape` prints them
 * @param mistakes the errors: `expected … at TEXT` or `CODE at TEXT`, with the text at the location
 */
export function reads(text: string, as: string, ...mistakes: readonly string[]): void {
  const { tokens, ast } = parse('file:///a.wit', text);
  assert.equal(shape(text), as);
  const reported = ast.errors.map(({ code, detail, first, last }) => {
    const at = text.slice(tokens.start(first), tokens.end(last));
    return code === 'unexpected-token' ? `expected ${detail.expected} at ${at}` : `${code} at ${at}`;
  });
  assert.deepEqual(reported, mistakes);
}
