import type { OffsetRange } from '../../analysis/snapshot.ts';
import { isKeyword, kindOf, nameOfKind, type TokenName } from '../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';
import { cursorContext } from './context.ts';

/** Tokens that are followed by a new name. */
const BEFORE_NAMES = new Set<TokenName | undefined>([
  'type', 'record', 'variant', 'enum', 'flags', 'resource', 'interface', 'world', 'as',
]); // prettier-ignore

/** Brackets that begin with a new name. */
const LISTS = new Set(['record', 'variant', 'enum', 'flags', 'params']);

/** The range of a keyword at the cursor, in a place where only a new name is valid. */
export function keywordForName(tokens: Tokens, offset: number): OffsetRange | undefined {
  const next = tokens.firstEndingAfter(offset);
  const token = next < tokens.count && tokens.start(next) < offset ? next : next - 1;
  if (token < 0 || tokens.end(token) < offset || !isKeyword(tokens.kind(token))) return undefined;
  const [start, end] = [tokens.start(token), tokens.end(token)];
  return start < offset && isNewName(tokens, token) ? { start, end } : undefined;
}

function isNewName(tokens: Tokens, token: number): boolean {
  const { containers, statement } = cursorContext(tokens, tokens.start(token));
  const last = statement.at(-1);
  const before = last === undefined ? undefined : nameOfKind(tokens.kind(last));
  if (BEFORE_NAMES.has(before)) return true;
  if (LISTS.has(containers.at(-1)!)) return statement.length === 0;
  // Before a `:`, the name of an item, import or export is expected.
  const isFirst = before === undefined || before === 'import' || before === 'export';
  return isFirst && tokens.kind(token + 1) === kindOf[':'];
}
