import type { TokenIndex } from '../../ast.ts';
import { isIdentifier, isKeyword, kindOf, type TokenKind } from '../../lexer/token-kind.ts';
import type { Tokens } from '../../lexer/tokens.ts';
import { accessorAt } from '../accessors.ts';

/** The containers of a list of items, outermost first. */
export type Context = 'file' | 'package' | 'interface' | 'world' | 'resource';

const kinds = (...names: readonly (keyof typeof kindOf)[]) => new Set<TokenKind>(names.map((n) => kindOf[n]));

const typeStarts = ['type', 'record', 'variant', 'enum', 'flags', 'resource'] as const;

/** Keywords that start an item; none of them can be an identifier, so they are good marks in broken text. */
const startsOf: Readonly<Record<Context, ReadonlySet<TokenKind>>> = {
  file: kinds('package', 'interface', 'world', 'use'),
  package: kinds('package', 'interface', 'world', 'use'),
  interface: kinds(...typeStarts, 'use'),
  world: kinds(...typeStarts, 'use', 'include', 'import', 'export'),
  resource: kinds('constructor'),
};

const allStarts = new Set(Object.values(startsOf).flatMap((starts) => [...starts]));
const directions = kinds('import', 'export');
/** Keywords that start an item only in a world. */
export const wordsOfWorlds = kinds('import', 'export', 'include');
const topLevelStarts = kinds('package', 'interface', 'world');

/** Whether an item that this context may hold starts at a token. */
export function startsItem(tokens: Tokens, context: Context, at: TokenIndex): boolean {
  const kind = tokens.kind(at);
  if (kind === kindOf['@']) return true;
  if (startsOf[context].has(kind)) return !isExternInterface(tokens, at);
  return (context === 'interface' || context === 'resource') && isFunctionStart(tokens, at);
}

/** Whether a keyword of an item that this context allows is here, followed by a name. */
export function startsDefinition(tokens: Tokens, context: Context, at: TokenIndex): boolean {
  return isIdentifier(tokens.kind(at + 1)) && isKeyword(tokens.kind(at)) && startsItem(tokens, context, at);
}

/** Whether a token starts a top-level item, in any context. */
export function startsTopLevelItem(tokens: Tokens, at: TokenIndex): boolean {
  return topLevelStarts.has(tokens.kind(at)) && !isExternInterface(tokens, at);
}

/** Whether `interface name {` or `world name {` is here. */
export function startsBlock(tokens: Tokens, at: TokenIndex): boolean {
  const headed = isIdentifier(tokens.kind(at + 1)) && tokens.kind(at + 2) === kindOf['{'];
  return headed && tokens.kind(at) !== kindOf.package && startsTopLevelItem(tokens, at);
}

/** Whether an item of any kind starts at a token; a function of a world starts with its `import`. */
export function startsSomeItem(tokens: Tokens, at: TokenIndex): boolean {
  if (tokens.kind(at) === kindOf['@']) return startsAttribute(tokens, at);
  if (allStarts.has(tokens.kind(at))) return !isExternInterface(tokens, at);
  return isFunctionStart(tokens, at) && !directions.has(tokens.kind(at - 1));
}

const endsOfHead = kinds('{', ';');

/** Whether the head of a block cannot continue with a token: it is `{` or `;`, or starts the next head. */
export function endsHead(tokens: Tokens, at: TokenIndex): boolean {
  const kind = tokens.kind(at);
  return endsOfHead.has(kind) || (startsOf.file.has(kind) && isIdentifier(tokens.kind(at + 1)));
}

/** Unlike the `@` of a version. */
function startsAttribute(tokens: Tokens, at: TokenIndex): boolean {
  const named = tokens.kind(at) === kindOf['@'] && isIdentifier(tokens.kind(at + 1));
  return named && tokens.kind(at + 2) === kindOf['('];
}

/** The token behind the attributes that start at one. */
export function behindAttributes(tokens: Tokens, first: TokenIndex): TokenIndex {
  let at = first;
  while (startsAttribute(tokens, at)) {
    at++;
    while (!endsArguments.has(tokens.kind(at))) at++;
    if (tokens.kind(at) === kindOf[')']) at++;
  }
  return at;
}

/** The first token of the attributes before a token, or the token itself. */
export function firstWithAttributes(tokens: Tokens, head: TokenIndex): TokenIndex {
  let first = head;
  for (let at = head - 1; at >= 0 && !endsItem.has(tokens.kind(at)); at--)
    if (behindAttributes(tokens, at) === head) first = at;
  return first;
}

const endsItem = kinds(';', '{', '}');

/** A parenthesis that is not closed does not reach into what follows. */
const endsArguments = kinds(')', '@', ';', '{', '}', 'eof');

const functionWords = kinds('func', 'async', 'static');

/** Whether `name:` is here, followed by the start of a function (`func`, `async`, `static`) or an accessor. */
export function isFunctionStart(tokens: Tokens, at: TokenIndex): boolean {
  const named = isIdentifier(tokens.kind(at)) && tokens.kind(at + 1) === kindOf[':'];
  return named && (functionWords.has(tokens.kind(at + 2)) || accessorAt(tokens, at + 2) !== undefined);
}

/** The `interface` of `import name: interface { … }` starts no item. */
function isExternInterface(tokens: Tokens, at: TokenIndex): boolean {
  if (tokens.kind(at) !== kindOf.interface || at < 2) return false;
  const isTyped = tokens.kind(at - 1) === kindOf[':'] && isIdentifier(tokens.kind(at - 2));
  return isTyped && !(isIdentifier(tokens.kind(at + 1)) && hasLineBreakBefore(tokens, at));
}

const hasLineBreakBefore = (tokens: Tokens, at: TokenIndex): boolean =>
  tokens.text.slice(tokens.end(at - 1), tokens.start(at)).includes('\n');
