import type { Span } from '../../base/toml-keys.ts';

/** The element at a position in a WAC document, which may contain errors. */
export type WacPlace = { readonly span: Span; readonly word: string } &
  /** `ns:name`, and everything up to white space. */
  (
    | { readonly kind: 'package'; readonly package: string; readonly expects: 'package' | 'interface' }
    /** The name of an argument of `new PACKAGE { … }`. */
    | { readonly kind: 'argument'; readonly package: string }
    /** An export of a name bound by `let`: `greeter.hello`, `greeter["a:b/c"]`. */
    | { readonly kind: 'export'; readonly package: string | undefined }
    /** Behind `targets`. */
    | { readonly kind: 'world' }
    /** Any other word: of the language, or a name that `let` or `import` gives. */
    | { readonly kind: 'word'; readonly expects: 'statement' | 'value' | 'any' }
  );

export interface WacToken extends Span {
  readonly text: string;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"[^"\n]*"?|%?[a-zA-Z][\w-]*(?:[:/][\w-]*)*(?:@[\w.+-]*)?|\.{3}|[^\s]/gu;

/** The words that start a statement. */
export const WAC_STATEMENTS = ['import', 'let', 'export', 'interface', 'world', 'type'] as const;

/** The language's own words that may start or continue a statement. */
export const WAC_WORDS = [...WAC_STATEMENTS, 'new', 'as', 'package', 'targets', 'use'] as const;

/** @param offset in UTF-16 code units */
export function wacPlace(text: string, offset: number): WacPlace | undefined {
  const tokens = tokensOf(text);
  const at = tokens.findLastIndex(
    ({ start }) => start < offset || (start === offset && isWord(text[offset])),
  );
  const token = tokens[at];
  const touches =
    token !== undefined && token.start <= offset && offset <= token.end && /^[\w%"]/.test(token.text);
  if (token && isComment(token) && offset <= token.end) return undefined;
  const span = touches ? { start: token.start, end: token.end } : { start: offset, end: offset };
  const word = touches ? token.text.replace(/^"|"$/g, '') : '';
  const before = tokens.slice(0, touches ? at : at + 1).filter((one) => !isComment(one));
  return { span, word, ...meaningOf(word, before, tokens) };
}

const isComment = ({ text }: WacToken): boolean => /^\/[/*]/.test(text);

type Meaning = WacPlace extends infer One
  ? One extends unknown
    ? Omit<One, 'span' | 'word'>
    : never
  : never;

function meaningOf(word: string, before: readonly WacToken[], all: readonly WacToken[]): Meaning {
  const last = before.at(-1)?.text;
  if (last === 'targets') return { kind: 'world' };
  const isImport = expectsInterface(before);
  if (isImport || last === 'new' || (word.includes(':') && !isQuoted(before)))
    return { kind: 'package', package: packageIn(word), expects: isImport ? 'interface' : 'package' };
  if (last === '.' || last === '[')
    return { kind: 'export', package: lets(all).get(before.at(-2)?.text ?? '') };
  const called = openArguments(before);
  if (called !== undefined && (last === '{' || last === ',')) return { kind: 'argument', package: called };
  if (last === '=' || last === 'export' || (called !== undefined && last?.endsWith(':')))
    return { kind: 'word', expects: 'value' };
  return { kind: 'word', expects: last === undefined || last === ';' ? 'statement' : 'any' };
}

/** Behind `import name:`, whose colon belongs to the token of the name, or `import name as "other":`, and behind `use`. */
function expectsInterface(before: readonly WacToken[]): boolean {
  const words = before.slice(-5).map(({ text }) => text);
  const statement = words.slice(words.lastIndexOf(';') + 1);
  const isNamed = statement.includes('import') && !statement.includes('(');
  return statement.at(-1) === 'use' || (isNamed && /:$/.test(statement.at(-1)!));
}

/** `ns:name@1.0.0` of `ns:name/iface@1.0.0`. */
const packageIn = (path: string): string => path.replace(/\/[^@]*/, '');

/** A string may be a path as well, but names an export or an argument. */
const isQuoted = (before: readonly WacToken[]): boolean =>
  ['[', '{', ','].includes(before.at(-1)?.text ?? '');

/** The packages that `let` names instances of. */
function lets(tokens: readonly WacToken[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tokens.forEach(({ text }, at) => {
    const [name, equals, word, path] = tokens.slice(at + 1, at + 5);
    if (text === 'let' && name && equals?.text === '=' && word?.text === 'new' && path)
      found.set(name.text, path.text);
  });
  return found;
}

/** The package of the innermost `new` whose braces are open. */
function openArguments(tokens: readonly WacToken[]): string | undefined {
  const open: (string | undefined)[] = [];
  tokens.forEach(({ text }, at) => {
    const isNew = tokens[at - 2]?.text === 'new';
    if (text === '{') open.push(isNew ? tokens[at - 1]?.text : undefined);
    if (text === '}') open.pop();
  });
  return open.at(-1);
}

/** Where a name is given by `let` or `import`. */
export function declarationIn(text: string, name: string): Span | undefined {
  const tokens = tokensOf(text);
  const at = tokens.findIndex(
    (token, n) => token.text === name && /^(let|import)$/.test(tokens[n - 1]?.text ?? ''),
  );
  return tokens[at];
}

/**
 * The names that the statements before a place give by `let` and `import`.
 * @param offset in UTF-16 code units
 */
export function namesBefore(text: string, offset: number): readonly string[] {
  const before = tokensOf(text.slice(0, offset));
  const tokens = before.slice(0, before.findLastIndex((token) => token.text === ';') + 1);
  const names = tokens.flatMap(({ text }, at) =>
    /^(let|import)$/.test(text) ? (tokens[at + 1]?.text ?? []) : [],
  );
  return names.filter((name) => /^%?[a-z]/i.test(name));
}

const isWord = (character: string | undefined): boolean => /[\w%"]/.test(character ?? '');

/** The words, strings, signs and comments of a document; offsets in UTF-16 code units. */
export function tokensOf(text: string): readonly WacToken[] {
  return [...text.matchAll(TOKEN)].map(({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
  }));
}
