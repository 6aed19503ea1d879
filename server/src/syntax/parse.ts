import type { SourceFile } from './ast.ts';
import { lex } from './lexer.ts';
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
 * docs, its AST is kept, the same object, so that nothing that depends on it is computed again.
 */
export function parse(uri: string, text: string, previous?: ParsedFile): ParsedFile {
  const tokens = lex(text);
  return { uri, tokens, ast: previous && canKeep(previous, tokens) ? previous.ast : parseFile(tokens) };
}

/** Layout takes part in reading broken text, so only an AST without errors is kept. */
function canKeep({ ast, tokens }: ParsedFile, now: Tokens): boolean {
  return ast.errors.length === 0 && !tokens.hasInvalid && tokens.equals(now);
}
