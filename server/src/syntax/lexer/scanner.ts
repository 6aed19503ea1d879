import { endOfBlockComment, matchComments } from './comments.ts';
import { isForbidden } from './forbidden-characters.ts';
import { scanString } from './string-literal.ts';
import { keywords, kindOf, punctuation, type TokenKind } from './token-kind.ts';
import { TokenTable } from './token-table.ts';
import { type LexicalError, Tokens } from './tokens.ts';

const keywordKinds = new Map<string, TokenKind>(keywords.map((word) => [word, kindOf[word]]));
const longestKeyword = Math.max(...keywords.map((word) => word.length));

/** Kind of each character that is a token by itself, by character code. */
const single = new Uint8Array(128);
for (const sign of punctuation) if (sign.length === 1) single[sign.charCodeAt(0)] = kindOf[sign];

const [LF, CR, TAB, SPACE, BOM] = [10, 13, 9, 32, 0xfeff];
const [SLASH, STAR, MINUS, GREATER, PERCENT, QUOTE, UNDERSCORE] = [47, 42, 45, 62, 37, 34, 95];

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isAsciiLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const startOfWord = /\p{XID_Start}/u;
const restOfWord = /\p{XID_Continue}/u;

/** The maximum number of reported errors per file; beyond it the file is not WIT. */
const maxReported = 1000;

/**
 * Reads a text from its position, token by token (WIT.md, "Lexical structure", as wit-parser reads it). It never fails:
 * invalid text becomes an `invalid` token with an error beside it. Offsets are UTF-16.
 */
export class Scanner {
  position = 0;
  readonly table: TokenTable;
  /** Where block comments end, by where they start; only looked for when one has no end. */
  private commentEnds: ReadonlyMap<number, number> | undefined;

  constructor(
    readonly text: string,
    private readonly errors: LexicalError[],
    /** About how many tokens there will be. */
    expected: number,
  ) {
    this.table = new TokenTable(expected + 16);
  }

  passByteOrderMark(): void {
    if (this.text.charCodeAt(0) === BOM) this.position = 1;
  }

  /** The tokens read so far. */
  done(): Tokens {
    this.table.trim();
    return new Tokens(this.text, this.table, this.errors);
  }

  /** Reads a token, or the trivia between two. */
  next(): void {
    const { text, position } = this;
    const code = text.charCodeAt(position);
    if (code === SPACE || code === LF || code === TAB) this.space();
    else if (isAsciiLetter(code) || code === UNDERSCORE) this.word(position);
    else if (code === SLASH && text.charCodeAt(position + 1) === SLASH) this.lineComment();
    else if (code === SLASH && text.charCodeAt(position + 1) === STAR) this.blockComment();
    else if (code === MINUS && text.charCodeAt(position + 1) === GREATER)
      this.push(kindOf['->'], position + 2);
    else if (code < 128 && single[code] !== 0) this.push(single[code]!, position + 1);
    else if (isDigit(code)) this.push(kindOf.integer, this.endOfDigits(position));
    else if (code === CR && text.charCodeAt(position + 1) === LF) this.position += 2;
    else if (code === PERCENT) this.push(kindOf['escaped-identifier'], this.endOfEscaped(position + 1));
    else if (code === QUOTE) this.string();
    else this.scanUnusual(code);
  }

  private push(kind: TokenKind, end: number): void {
    this.table.push(kind, this.position, end);
    this.position = end;
  }

  private report(code: string, start: number, end: number, detail: LexicalError['detail'] = {}): void {
    if (this.errors.length < maxReported) this.errors.push({ code, start, end, detail });
  }

  private space(): void {
    let code: number;
    do code = this.text.charCodeAt(++this.position);
    while (code === SPACE || code === LF || code === TAB);
  }

  private word(start: number): void {
    const end = this.endOfWord(start + 1);
    const short = end - start <= longestKeyword;
    this.push((short && keywordKinds.get(this.text.slice(start, end))) || kindOf.identifier, end);
  }

  private endOfWord(from: number): number {
    const { text } = this;
    let end = from;
    for (;;) {
      const code = text.charCodeAt(end);
      if (isAsciiLetter(code) || isDigit(code) || code === MINUS || code === UNDERSCORE) end++;
      else if (code >= 128) {
        const width = widthOf(text, end, restOfWord);
        if (width === 0) return end;
        end += width;
      } else return end;
    }
  }

  private endOfDigits(from: number): number {
    let end = from;
    while (isDigit(this.text.charCodeAt(end))) end++;
    return end;
  }

  /** After `%`: a word, which may start with `-`; rules of identifiers are checked where one is expected. */
  private endOfEscaped(from: number): number {
    const code = this.text.charCodeAt(from);
    const starts = isAsciiLetter(code) || code === UNDERSCORE || code === MINUS;
    if (starts) return this.endOfWord(from + 1);
    const width = code >= 128 ? widthOf(this.text, from, startOfWord) : 0;
    return width === 0 ? from : this.endOfWord(from + width);
  }

  private string(): void {
    const { end, error } = scanString(this.text, this.position);
    if (error) this.report(error.code, this.position, end, error.detail);
    this.push(error ? kindOf.invalid : kindOf['string-literal'], end);
  }

  private lineComment(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end < 0 ? this.text.length : end + 1;
  }

  private blockComment(): void {
    const { text, position: start, commentEnds } = this;
    const end = commentEnds ? commentEnds.get(start) : endOfBlockComment(text, start);
    if (end !== undefined) this.position = end;
    else this.unterminatedComment();
  }

  /** Treats it as a comment of one line, so that the lines below are not lost; reported once. */
  private unterminatedComment(): void {
    const start = this.position;
    if (!this.commentEnds) this.report('unterminated-comment', start, start + 2);
    this.commentEnds ??= matchComments(this.text, start);
    this.lineComment();
  }

  private scanUnusual(code: number): void {
    const start = this.position;
    const width = code >= 128 ? widthOf(this.text, start, startOfWord) : 0;
    if (width > 0) return this.push(kindOf.identifier, this.endOfWord(start + width));
    const character = String.fromCodePoint(this.text.codePointAt(start)!);
    const end = start + character.length;
    if (this.continuesInvalid()) this.table.ends[this.table.count - 1] = this.position = end;
    else {
      if (!isForbidden(character)) this.report('unexpected-character', start, end, { character });
      this.push(kindOf.invalid, end);
    }
  }

  /** Whether an invalid token ends here: a run of strange characters is one mistake. */
  private continuesInvalid(): boolean {
    const { count, kinds, ends } = this.table;
    return count > 0 && ends[count - 1] === this.position && kinds[count - 1] === kindOf.invalid;
  }
}

/** UTF-16 units of the code point at an offset if it is of a class, else 0. */
function widthOf(text: string, offset: number, characters: RegExp): number {
  const point = text.codePointAt(offset);
  if (point === undefined || !characters.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}
