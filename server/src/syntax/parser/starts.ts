import type { TokenIndex } from '../ast.ts';
import { kindOf, type TokenKind } from '../token-kind.ts';
import { type Cursor, isIdentifier } from './cursor.ts';

/** What a list of items stands in, from the outside in. */
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

const topLevelStarts = kinds('package', 'interface', 'world');

/** Whether an item that this context may hold starts at a token. */
export function startsItem(cursor: Cursor, context: Context, at: TokenIndex): boolean {
  const kind = cursor.tokens.kind(at);
  if (kind === kindOf['@']) return true;
  if (startsOf[context].has(kind)) return !isExternInterface(cursor, at);
  return (context === 'interface' || context === 'resource') && isFunctionStart(cursor, at);
}

/** Whether a token starts an item of the top level of a file, wherever it stands. */
export function startsTopLevelItem(cursor: Cursor, at: TokenIndex): boolean {
  return topLevelStarts.has(cursor.tokens.kind(at)) && !isExternInterface(cursor, at);
}

/** Whether `interface name {` or `world name {` stands here. */
export function startsBlock(cursor: Cursor, at: TokenIndex): boolean {
  const { tokens } = cursor;
  const headed = isIdentifier(tokens.kind(at + 1)) && tokens.kind(at + 2) === kindOf['{'];
  return headed && tokens.kind(at) !== kindOf.package && startsTopLevelItem(cursor, at);
}

/** Whether `name: func`, `name: async func` or `name: static func` comes next. */
export function startsFunction(cursor: Cursor): boolean {
  return !cursor.panicking && isFunctionStart(cursor, cursor.position);
}

const functionWords = kinds('func', 'async', 'static');

function isFunctionStart({ tokens }: Cursor, at: TokenIndex): boolean {
  const named = isIdentifier(tokens.kind(at)) && tokens.kind(at + 1) === kindOf[':'];
  return named && functionWords.has(tokens.kind(at + 2));
}

/** The `interface` of `import name: interface { … }` starts no item. */
function isExternInterface({ tokens }: Cursor, at: TokenIndex): boolean {
  return tokens.kind(at) === kindOf.interface && at > 0 && tokens.kind(at - 1) === kindOf[':'];
}
