import type { SourceFile } from './ast.ts';
import { lex, relex } from './lexer.ts';
import { FormerItems } from './parser/former-items.ts';
import { parseFile } from './parser/file.ts';
import type { Tokens } from './tokens.ts';

export interface ParsedFile {
  readonly uri: string;
  readonly tokens: Tokens;
  readonly ast: SourceFile;
}

/**
 * Reads a file; never throws.
 *
 * @param previous what was read of this file before. Where an edit touched only white space, comments and
 * docs, its AST is kept, the same object; else the items that the edit left alone are. What depends on the
 * same objects is not computed again.
 */
export function parse(uri: string, text: string, previous?: ParsedFile): ParsedFile {
  if (!previous) return parsed(uri, lex(text));
  const { tokens, ...changed } = relex(previous.tokens, text);
  // Layout takes part in reading broken text, so only what was read without it can be kept.
  if (previous.ast.errors.length > 0 || previous.tokens.hasInvalid) return parsed(uri, tokens);
  const difference = previous.tokens.differenceTo(tokens, changed);
  if (!difference) return { uri, tokens, ast: previous.ast };
  return parsed(uri, tokens, new FormerItems(previous.ast, difference));
}

const parsed = (uri: string, tokens: Tokens, former?: FormerItems): ParsedFile => ({
  uri,
  tokens,
  ast: parseFile(tokens, former),
});
