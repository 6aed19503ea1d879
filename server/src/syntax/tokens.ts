import type { TokenIndex } from './ast.ts';
import { kindOf, punctuation, type TokenKind } from './token-kind.ts';

/** A mistake below the level of tokens: in a character, a comment, a string. Offsets are UTF-16. */
export interface LexicalError {
  /** Names the rule in server/src/check that words it. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly detail: Readonly<Record<string, string>>;
}

/**
 * The tokens of one text. White space and comments are no tokens: they are what stands between them.
 * The token at index `count` is the end of the file. All offsets are UTF-16.
 */
export class Tokens {
  constructor(
    readonly text: string,
    readonly count: number,
    private readonly kinds: Uint8Array,
    private readonly starts: Uint32Array,
    private readonly ends: Uint32Array,
    readonly errors: readonly LexicalError[],
  ) {}

  /** Whether some of the text is no token. */
  get hasInvalid(): boolean {
    return this.kinds.includes(kindOf.invalid);
  }

  /** Any index behind the last token is the end of the file. */
  kind(index: TokenIndex): TokenKind {
    return index < this.count ? this.kinds[index]! : kindOf.eof;
  }

  start(index: TokenIndex): number {
    return index < this.count ? this.starts[index]! : this.text.length;
  }

  end(index: TokenIndex): number {
    return index < this.count ? this.ends[index]! : this.text.length;
  }

  textOf(index: TokenIndex): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** Whether nothing stands between a token and the one before it. */
  isJoined(index: TokenIndex): boolean {
    return index > 0 && this.starts[index] === this.ends[index - 1];
  }

  /**
   * The token that an offset touches: the one that contains it, else the one that ends there.
   * Undefined in white space and comments.
   */
  at(offset: number): TokenIndex | undefined {
    const next = this.firstEndingAfter(offset);
    if (next < this.count && this.starts[next]! <= offset) return next;
    return next > 0 && this.ends[next - 1] === offset ? next - 1 : undefined;
  }

  /** The first token whose end is behind the offset: the one that contains it, or the next one. */
  firstEndingAfter(offset: number): TokenIndex {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ends[middle]! > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether both have the same kinds and texts in the same order, so that they parse alike. */
  equals(other: Tokens): boolean {
    if (this.count !== other.count) return false;
    for (let i = 0; i < this.count; i++) if (!this.sameToken(other, i)) return false;
    return true;
  }

  private sameToken(other: Tokens, i: TokenIndex): boolean {
    const kind = this.kinds[i]!;
    if (kind !== other.kinds[i]) return false;
    // A version is read as one text, so it matters whether its pieces touch.
    if (isPieceOfVersion(kind) && this.isJoined(i) !== other.isJoined(i)) return false;
    const start = this.starts[i]!;
    const length = this.ends[i]! - start;
    if (length !== other.ends[i]! - other.starts[i]!) return false;
    return !hasOwnText(kind) || sameText(this.text, start, other.text, other.starts[i]!, length);
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
