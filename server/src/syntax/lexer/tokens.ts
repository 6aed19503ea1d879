import type { TokenIndex } from '../ast.ts';
import type { TokenTable } from './token-table.ts';
import { kindOf, punctuation, type TokenKind } from './token-kind.ts';

/** A mistake below the level of tokens: in a character, a comment, a string. Offsets are UTF-16. */
export interface LexicalError {
  /** Names the rule in server/src/check that words it. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly detail: Readonly<Record<string, string>>;
}

/** From the first token that differs to the last. */
export interface Difference {
  readonly first: TokenIndex;
  readonly last: TokenIndex;
}

/**
 * The tokens of one text. White space and comments are not tokens, but the gaps between them. The token at index
 * `count` is the end of the file. All offsets are UTF-16.
 */
export class Tokens {
  readonly count: number;

  /** @param table from here on never changed */
  constructor(
    readonly text: string,
    readonly table: TokenTable,
    readonly errors: readonly LexicalError[],
  ) {
    this.count = table.count;
  }

  /** Whether some of the text is no token. */
  get hasInvalid(): boolean {
    return this.table.kinds.includes(kindOf.invalid);
  }

  /** Any index behind the last token is the end of the file. */
  kind(index: TokenIndex): TokenKind {
    return index < this.count ? this.table.kinds[index]! : kindOf.eof;
  }

  start(index: TokenIndex): number {
    return index < this.count ? this.table.starts[index]! : this.text.length;
  }

  end(index: TokenIndex): number {
    return index < this.count ? this.table.ends[index]! : this.text.length;
  }

  textOf(index: TokenIndex): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** Whether a token directly follows the one before it. */
  isJoined(index: TokenIndex): boolean {
    return index > 0 && this.table.starts[index] === this.table.ends[index - 1];
  }

  /**
   * The token that an offset touches: the one that contains it, else the one that ends there.
   * Undefined in white space and comments.
   */
  at(offset: number): TokenIndex | undefined {
    const next = this.firstEndingAfter(offset);
    if (next < this.count && this.table.starts[next]! <= offset) return next;
    return next > 0 && this.table.ends[next - 1] === offset ? next - 1 : undefined;
  }

  /** The first token that ends after the offset: the one that contains it, or the next one. */
  firstEndingAfter(offset: number): TokenIndex {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.table.ends[middle]! > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * Where the tokens of a changed text differ in kind or text, and so may parse differently; undefined where they
   * do not. With as many tokens in both, those behind `last` are the same again.
   *
   * @param first index below which they do not differ
   * @param end index in `other` behind which they do not differ
   */
  differenceTo(
    other: Tokens,
    { first, end }: { first: TokenIndex; end: TokenIndex },
  ): Difference | undefined {
    let from = first;
    // How a token is joined to the one before it counts with the token behind.
    const most = Math.min(this.count, other.count, end + 1);
    while (from < most && this.sameToken(other, from)) from++;
    if (this.count !== other.count) return { first: from, last: Infinity };
    if (from === most) return undefined;
    let last = most - 1;
    while (last > from && this.sameToken(other, last)) last--;
    return { first: from, last };
  }

  private sameToken(other: Tokens, i: TokenIndex): boolean {
    const kind = this.table.kinds[i]!;
    if (kind !== other.table.kinds[i]) return false;
    // A version is read as one text, so it matters whether its pieces touch.
    if (isPieceOfVersion(kind) && this.isJoined(i) !== other.isJoined(i)) return false;
    const start = this.table.starts[i]!;
    const length = this.table.ends[i]! - start;
    if (length !== other.table.ends[i]! - other.table.starts[i]!) return false;
    return !hasOwnText(kind) || sameText(this.text, start, other.text, other.table.starts[i]!, length);
  }
}

/** Whether the text of a token says more than its kind. */
const hasOwnText = (kind: TokenKind): boolean => kind < kindOf[punctuation[0]];

function sameText(a: string, startA: number, b: string, startB: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a.charCodeAt(startA + i) !== b.charCodeAt(startB + i)) return false;
  return true;
}

const piecesOfVersion = new Set([kindOf['.'], kindOf['-'], kindOf['+'], kindOf.integer, kindOf.identifier]);
const isPieceOfVersion = (kind: TokenKind): boolean => piecesOfVersion.has(kind);
