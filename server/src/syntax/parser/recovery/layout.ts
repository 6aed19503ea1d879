import type { TokenIndex } from '../../ast.ts';
import type { Tokens } from '../../lexer/tokens.ts';
import { closingBraces } from './closing-braces.ts';
import { endsHead, startsSomeItem } from './starts.ts';

/** The indentation of a line relative to the line that an item starts on. */
export type Place = 'inside' | 'at-edge' | 'outside';

/**
 * Evidence for braces from line breaks and indentation. It is not used for valid text; in broken text it tells which
 * brace is the extra or missing one.
 */
export interface Layout {
  isFirstOnLine(token: TokenIndex): boolean;
  /** The position of a token relative to the one that starts an item; on the item's own line it is at its edge. */
  place(opener: TokenIndex, token: TokenIndex): Place;
  /** The brace that closes a `{`; undefined where that is in doubt. */
  closing(brace: TokenIndex): TokenIndex | undefined;
  /** The next token after another that starts a line and an item, of any context. */
  nextItem(token: TokenIndex): TokenIndex;
  /** The first token behind another that starts a line. */
  nextLine(token: TokenIndex): TokenIndex;
  /** The first token behind another that starts a line further out than that of the other. */
  nextOutside(token: TokenIndex): TokenIndex;
  /** The first token behind another where the head of a block must end: `{`, `;`, a line, another head. */
  endOfHead(token: TokenIndex): TokenIndex;
}

export function layoutOf(tokens: Tokens): Layout {
  const { lines, indentations } = measure(tokens);
  const isFirstOnLine = (token: TokenIndex): boolean => token === 0 || lines[token] !== lines[token - 1];
  const closings = closingBraces(
    tokens,
    (one, other) =>
      lines[one] === lines[other] || (isFirstOnLine(other) && indentations[one] === indentations[other]),
  );
  const isItem = (token: TokenIndex) => isFirstOnLine(token) && startsSomeItem(tokens, token);
  const isEndOfHead = (token: TokenIndex) => isFirstOnLine(token) || endsHead(tokens, token);
  const [items, ends, starts] = [isItem, isEndOfHead, isFirstOnLine].map((is) => nextOf(tokens.count, is));
  const outside = nextSmaller(indentations);
  return {
    isFirstOnLine,
    nextItem: (token) => items![token]!,
    nextLine: (token) => starts![token]!,
    nextOutside: (token) => outside[token]!,
    endOfHead: (token) => ends![token]!,
    closing: (brace) => closings.get(brace),
    place(opener, token) {
      if (lines[opener] === lines[token]) return 'at-edge';
      if (!isFirstOnLine(token)) return 'inside';
      const difference = indentations[token]! - indentations[opener]!;
      return difference > 0 ? 'inside' : difference === 0 ? 'at-edge' : 'outside';
    },
  };
}

/** Number of the line of each token, counting those with tokens, and width of the white space it starts with. */
function measure(tokens: Tokens): { lines: Uint32Array; indentations: Uint32Array } {
  const lines = new Uint32Array(tokens.count + 1);
  const indentations = new Uint32Array(tokens.count + 1);
  let line = 0;
  let indentation = indentationAt(tokens.text, 0);
  for (let token = 0; token <= tokens.count; token++) {
    const start = lineStart(tokens, token);
    if (start !== undefined) {
      line++;
      indentation = indentationAt(tokens.text, start);
    }
    lines[token] = line;
    indentations[token] = indentation;
  }
  return { lines, indentations };
}

/** For each token the first one behind it that is of a kind; tables, so that no search is done twice. */
function nextOf(count: number, is: (token: TokenIndex) => boolean): Uint32Array {
  const next = new Uint32Array(count + 2);
  let found = count;
  for (let token = count; token >= 0; token--) {
    next[token] = found;
    if (is(token)) found = token;
  }
  next[count + 1] = count;
  return next;
}

/** For each figure the index of the first smaller one behind it, or of the last figure. */
function nextSmaller(figures: Uint32Array): Uint32Array {
  const last = figures.length - 1;
  const next = new Uint32Array(figures.length).fill(last);
  for (let at = last - 1; at >= 0; at--) {
    let smaller = at + 1;
    while (smaller < last && figures[smaller]! >= figures[at]!) smaller = next[smaller]!;
    next[at] = smaller;
  }
  return next;
}

/** Offset where the line of a token starts, if that is behind the token before. */
function lineStart(tokens: Tokens, token: TokenIndex): number | undefined {
  const before = token === 0 ? 0 : tokens.end(token - 1);
  for (let at = tokens.start(token); at > before; at--) if (tokens.text.charCodeAt(at - 1) === LF) return at;
  return undefined;
}

const [LF, TAB, SPACE] = [10, 9, 32];

function indentationAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  return at - lineStart;
}
