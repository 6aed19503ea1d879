import type { Span } from '../../../syntax/ast.ts';
import { docsBefore } from '../../../syntax/docs.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { FileEdit } from '../../results.ts';

/** Removes an item with its docs, and its lines where they hold nothing else. */
export function withoutItem({ uri, tokens }: ParsedFile, { first, last }: Span): FileEdit {
  const { text } = tokens;
  const start = startWithDocs(tokens, first);
  const end = tokens.end(last);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  const isAlone = text.slice(lineStart, start).trim() === '' && lineEnd !== null;
  if (!isAlone) return { uri, start, end, text: '' };
  return { uri, start: lineStart, end: end + lineEnd[0].length, text: '' };
}

function startWithDocs(tokens: Tokens, first: number): number {
  if (docsBefore(tokens, first) === '') return tokens.start(first);
  const gap = first === 0 ? 0 : tokens.end(first - 1);
  return gap + tokens.text.slice(gap, tokens.start(first)).search(/\/\/\/|\/\*\*/);
}
