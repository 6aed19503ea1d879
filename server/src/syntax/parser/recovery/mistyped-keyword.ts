import type { TokenIndex } from '../../ast.ts';
import { memoizedByText } from '../../../base/memoized-by-text.ts';
import { nearest } from '../../../base/nearest.ts';
import { isIdentifier, kindOf, type TokenKind, type TokenName } from '../../lexer/token-kind.ts';
import type { Tokens } from '../../lexer/tokens.ts';
import type { Cursor } from '../cursor.ts';
import { type Context, isFunctionStart } from './starts.ts';

/** Names of WIT keywords in other languages. */
const called: ReadonlyMap<string, string> = new Map([
  ['fn', 'func'],
  ['function', 'func'],
  ['struct', 'record'],
  ['union', 'variant'],
  ['class', 'resource'],
  ['vec', 'list'],
  ['array', 'list'],
  ['optional', 'option'],
  ['promise', 'future'],
]);

/** The keyword that a word was meant to be: mistyped, or its name in another language. */
export const mistypedKeyword = (word: string, candidates: readonly string[]): string | undefined =>
  meantBy(`${word.toLowerCase()} ${candidates.join(' ')}`);

/** A word stays as it is while others are typed. */
const meantBy = memoizedByText((words) => {
  const [word = '', ...candidates] = words.split(' ');
  return called.get(word) ?? nearest(word, candidates);
});

/** The tokens that must follow the name in the head of an item, by its keyword; absent: any. */
const behindName: ReadonlyMap<TokenName, readonly TokenName[]> = new Map<TokenName, readonly TokenName[]>([
  ['interface', ['{']],
  ['world', ['{']],
  ['record', ['{']],
  ['variant', ['{']],
  ['enum', ['{']],
  ['flags', ['{']],
  ['resource', ['{', ';']],
  ['type', ['=']],
]);

interface Expected {
  readonly words: readonly TokenName[];
  /** The expected text in a message. */
  readonly expected: string;
}

const topLevel: Expected = {
  words: ['interface', 'world', 'use', 'package'],
  expected: '`world`, `interface`, `use` or `package`',
};

const types = ['type', 'record', 'variant', 'enum', 'flags', 'resource'] as const;

/** The keywords that start items, by the body that contains them. */
const items: Readonly<Record<Context, Expected>> = {
  file: topLevel,
  package: topLevel,
  interface: { words: [...types, 'use'], expected: 'a type, a resource or a function' },
  world: {
    words: ['import', 'export', 'include', 'use', ...types],
    expected: '`import`, `export`, `include`, `use` or a type definition',
  },
  resource: { words: ['constructor'], expected: 'keyword `constructor` or an identifier' },
};

/**
 * If a mistyped keyword starts an item, reports it, and continues as if it were the right one: the item is defined, so
 * that no further errors follow.
 */
export function assumeItemKeyword(cursor: Cursor, context: Context): void {
  assumeKeyword(cursor, items[context], (word) => startsHead(cursor.tokens, cursor.position, word));
}

/** As `assumeItemKeyword`, for `lst<u8>`. */
export const assumeTypeKeyword = (cursor: Cursor): void =>
  assumeKeyword(cursor, generics, () => cursor.ahead(1) === kindOf['<']);

const generics: Expected = {
  words: ['list', 'option', 'result', 'tuple', 'map', 'stream', 'future', 'own', 'borrow'],
  expected: 'a type',
};

/** Like `assumeItemKeyword`, for a named import or export of a world: `log: fnuc()`. */
export const assumeExternKeyword = (cursor: Cursor): void =>
  assumeKeyword(cursor, externs, (word) => cursor.ahead(1) === behindExtern.get(word));

const externs: Expected = {
  words: ['func', 'async', 'interface'],
  expected: '`func`, `async func`, `interface` or the path of one',
};

const behindExtern: ReadonlyMap<TokenName, TokenKind> = new Map<TokenName, TokenKind>([
  ['func', kindOf['(']],
  ['async', kindOf.func],
  ['interface', kindOf['{']],
]);

/** As `assumeItemKeyword`, for `include w wiht { a as b }`. */
export const assumeWith = (cursor: Cursor): void =>
  assumeKeyword(
    cursor,
    { words: ['with'], expected: '`with` or `;`' },
    () => cursor.ahead(1) === kindOf['{'],
  );

function assumeKeyword(
  cursor: Cursor,
  { words, expected }: Expected,
  fits: (word: TokenName) => boolean,
): void {
  if (!cursor.layout || !cursor.at('identifier')) return;
  const fitting = words.filter(fits);
  if (fitting.length === 0) return;
  const meant = mistypedKeyword(cursor.tokens.textOf(cursor.position), fitting);
  const word = fitting.find((one) => one === meant);
  if (word !== undefined) cursor.readAs(word, expected);
}

/** Whether what follows a word is what follows a keyword at the start of an item. */
function startsHead(tokens: Tokens, at: TokenIndex, word: TokenName): boolean {
  if (word === 'constructor') return tokens.kind(at + 1) === kindOf['('];
  if (!isIdentifier(tokens.kind(at + 1))) return false;
  const behind: readonly TokenKind[] | undefined = behindName.get(word)?.map((name) => kindOf[name]);
  if (behind) return behind.includes(tokens.kind(at + 2));
  return word === 'import' || word === 'export' || !isFunctionStart(tokens, at + 1);
}
