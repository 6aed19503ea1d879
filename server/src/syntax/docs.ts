import type { TokenIndex } from './ast.ts';
import { endOfBlockComment } from './lexer/comments.ts';
import { kindOf } from './lexer/token-kind.ts';
import type { Tokens } from './lexer/tokens.ts';

/**
 * The docs of the item at a token, as Markdown: its `///` comments and its block comments with two stars. The reference
 * also takes plain comments for docs, but in a hover these would often be licences.
 */
export function docsBefore(tokens: Tokens, token: TokenIndex): string {
  const start = token === 0 ? 0 : tokens.end(token - 1);
  const comments = commentsIn(tokens.text.slice(start, tokens.start(token)));
  const ownLine = token > 0 && isTrailing(tokens, token) ? comments.slice(1) : comments;
  return ownLine.flatMap(docLines).join('\n').trim();
}

/** Whether the first comment follows other code on its line, and so belongs to that. */
function isTrailing(tokens: Tokens, token: TokenIndex): boolean {
  const gap = tokens.text.slice(tokens.end(token - 1), tokens.start(token));
  const comment = gap.search(/\/[/*]/);
  const opens = tokens.kind(token - 1) === kindOf['{'] || tokens.kind(token - 1) === kindOf['('];
  return comment >= 0 && !gap.slice(0, comment).includes('\n') && !opens;
}

/** Comments between two tokens; a block comment may hold others. */
function commentsIn(gap: string): string[] {
  const comments: string[] = [];
  for (let at = gap.search(/\/[/*]/); at >= 0;) {
    const end = gap[at + 1] === '/' ? lineEnd(gap, at) : (endOfBlockComment(gap, at) ?? gap.length);
    comments.push(gap.slice(at, end));
    const next = gap.slice(end).search(/\/[/*]/);
    at = next < 0 ? -1 : end + next;
  }
  return comments;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function docLines(comment: string): string[] {
  if (comment.startsWith('///')) return [comment.slice(3).replace(/^ /, '').trimEnd()];
  if (!/^\/\*\*[^*/]/.test(comment)) return [];
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n');
  return lines.map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
}
