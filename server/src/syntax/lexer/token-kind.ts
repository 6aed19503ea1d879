/** The kinds of tokens of WIT (WIT.md, "Lexical structure"). Numbers, so that a table of them is an array of bytes. */
export const punctuation = [
  '=', ',', ':', '.', ';', '(', ')', '{', '}', '<', '>', '->', '*', '@', '/', '+', '-',
] as const; // prettier-ignore

/** Words that are an identifier only behind a `%`. */
export const keywords = [
  'use', 'type', 'func', 'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', 'f32', 'f64', 'char', 'record',
  'resource', 'own', 'borrow', 'flags', 'variant', 'enum', 'bool', 'string', 'option', 'result', 'future', 'stream',
  'error-context', 'list', 'map', '_', 'as', 'from', 'static', 'interface', 'tuple', 'import', 'export', 'world',
  'package', 'constructor', 'async', 'include', 'with',
] as const; // prettier-ignore

/** `invalid` is text that is no token; the lexer has reported it. */
const others = ['eof', 'invalid', 'identifier', 'escaped-identifier', 'integer', 'string-literal'] as const;

export type TokenName = (typeof others)[number] | (typeof punctuation)[number] | (typeof keywords)[number];

const names: readonly TokenName[] = [...others, ...punctuation, ...keywords];

/** Index into `names`. */
export type TokenKind = number;

export const kindOf = Object.freeze(
  Object.fromEntries(names.map((name, kind) => [name, kind])) as Record<TokenName, TokenKind>,
);

const firstKeyword = kindOf[keywords[0]];

export const isKeyword = (kind: TokenKind): boolean => kind >= firstKeyword;

export const isIdentifier = (kind: TokenKind): boolean =>
  kind === kindOf.identifier || kind === kindOf['escaped-identifier'];

export const nameOfKind = (kind: TokenKind): TokenName => names[kind] ?? 'invalid';

/** How a message speaks of a token of this kind. */
export function describe(kind: TokenKind): string {
  if (isKeyword(kind)) return `keyword \`${nameOfKind(kind)}\``;
  return descriptions.get(nameOfKind(kind)) ?? `\`${nameOfKind(kind)}\``;
}

const descriptions: ReadonlyMap<TokenName, string> = new Map<TokenName, string>([
  ['eof', 'the end of the file'],
  ['identifier', 'an identifier'],
  ['escaped-identifier', 'an identifier'],
  ['integer', 'an integer'],
  ['string-literal', 'a string'],
]);
