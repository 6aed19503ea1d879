import type { TokenIndex } from '../ast.ts';
import { keywords, punctuation } from '../lexer/token-kind.ts';
import type { Tokens } from '../lexer/tokens.ts';

/** One token deleted, put in before another, or put in the place of another. */
export interface Edit {
  readonly kind: 'delete' | 'insert' | 'replace';
  readonly token: TokenIndex;
  /** The inserted text; empty for `delete`. */
  readonly written: string;
}

/** One token of each kind that the parser does not take for another: of the words for types one will do. */
const written: readonly string[] = [
  ...punctuation,
  ...keywords.filter((word) => !/^([usf]\d+|bool|char|error-context)$/.test(word)),
  'x',
  '%x',
  '1',
  '"x"',
  '$',
];

/** Every edit of one token: deleted, doubled, and others put before it and in its place. */
export function editsAt(tokens: Tokens, token: TokenIndex): Edit[] {
  const own = tokens.textOf(token);
  return [
    { kind: 'delete', token, written: '' },
    ...[own, ...written].map((one): Edit => ({ kind: 'insert', token, written: one })),
    ...written.filter((one) => one !== own).map((one): Edit => ({ kind: 'replace', token, written: one })),
  ];
}

/** The text with an edit; inserted text does not join its neighbours or change indentation. */
export function applyEdit(tokens: Tokens, { kind, token, written }: Edit): string {
  const before = tokens.text.slice(0, tokens.start(token));
  const after = tokens.text.slice(kind === 'insert' ? tokens.start(token) : tokens.end(token));
  if (written === '') return before + after;
  return before + (/\S$/.test(before) ? ' ' : '') + written + (/^\S/.test(after) ? ' ' : '') + after;
}
