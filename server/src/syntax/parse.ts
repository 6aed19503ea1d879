import type { SourceFile } from './ast.ts';
import { lex } from './lexer/lexer.ts';
import { relex } from './lexer/relex.ts';
import { ReusableItems } from './parser/reusable-items.ts';
import { parseFile } from './parser/file.ts';
import type { Tokens } from './lexer/tokens.ts';

interface Reading {
  readonly tokens: Tokens;
  readonly ast: SourceFile;
}

export interface ParsedFile extends Reading {
  readonly uri: string;
  /** The last reading without a syntax error, while there is one. */
  readonly lastValid?: Reading | undefined;
}

/**
 * Parses a file; never throws.
 *
 * @param previous the former parse of this file. If an edit changed only white space, comments and docs, its AST is
 * reused, as the same object; else the items that the edit did not change are, even if the text was broken in between.
 * Results that are memoised by these objects are not computed again.
 */
export function parse(uri: string, text: string, previous?: ParsedFile): ParsedFile {
  if (!previous) return parsed(uri, lex(text));
  const { tokens, ...changed } = relex(previous.tokens, text);
  const lastValid = isValid(previous) ? previous : previous.lastValid;
  if (!lastValid) return parsed(uri, tokens);
  const difference = lastValid.tokens.differenceTo(
    tokens,
    lastValid === previous ? changed : anywhere(tokens),
  );
  if (!difference) return { uri, tokens, ast: lastValid.ast };
  return parsed(uri, tokens, new ReusableItems(lastValid.ast, difference), lastValid);
}

const isValid = ({ tokens, ast }: Reading): boolean => ast.errors.length === 0 && !tokens.hasInvalid;

const anywhere = ({ count }: Tokens) => ({ first: 0, end: count });

function parsed(uri: string, tokens: Tokens, former?: ReusableItems, before?: Reading): ParsedFile {
  const reading = { uri, tokens, ast: parseFile(tokens, former) };
  return before && !isValid(reading)
    ? { ...reading, lastValid: { tokens: before.tokens, ast: before.ast } }
    : reading;
}
