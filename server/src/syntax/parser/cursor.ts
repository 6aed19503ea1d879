import type { Accessor, Name, Span, SyntaxError, TokenIndex } from '../ast.ts';
import { identifierMistake } from '../identifier.ts';
import { describe, isIdentifier, kindOf, type TokenKind, type TokenName } from '../lexer/token-kind.ts';
import type { Tokens } from '../lexer/tokens.ts';
import { accessorAt } from './accessors.ts';
import type { ReusableItems } from './reusable-items.ts';
import type { Layout } from './recovery/layout.ts';
import { startsSomeItem } from './recovery/starts.ts';

/** The maximum number of reported errors per file. */
const maxReported = 1000;

/**
 * Walks the tokens of one file and collects errors.
 *
 * The first error of an item makes the cursor **panic**: nothing matches any more, so every function of
 * the parser returns its partial result, and the loop over the items skips to the next one (recovery.ts).
 * So one error gives one diagnostic and leaves an item with missing slots.
 */
export class Cursor {
  position: TokenIndex = 0;
  panicking = false;
  /** The certain start of the next item: the current item ends before it. */
  limit: TokenIndex = Infinity;
  /** Set after a misplaced item: another one directly after it is the same error. */
  behindMisplaced: TokenIndex | undefined;
  /** Whether parsing continues after an error as if the missing token were there. */
  private assuming = false;
  /** A mistyped keyword, parsed as the intended one. */
  private mistyped: { readonly token: TokenIndex; readonly kind: TokenKind } | undefined;
  readonly errors: SyntaxError[] = [];

  constructor(
    readonly tokens: Tokens,
    /** Determines the ends of bodies; absent in the first pass, which ends at the first error. */
    readonly layout: Layout | undefined,
    /** The items of the parse before an edit. */
    readonly former?: ReusableItems,
  ) {}

  get kind(): TokenKind {
    if (this.mistyped?.token === this.position) return this.mistyped.kind;
    return this.position < this.limit ? this.tokens.kind(this.position) : kindOf.eof;
  }

  /** Ends the current item before the next one that starts a line. */
  limitTo(first: TokenIndex): void {
    if (this.layout) this.limit = this.layout.nextItem(first);
  }

  /** The kind of a later token. */
  ahead(distance: number): TokenKind {
    return this.tokens.kind(this.position + distance);
  }

  at(name: TokenName): boolean {
    return !this.panicking && this.kind === kindOf[name];
  }

  atIdentifier(): boolean {
    return !this.panicking && isIdentifier(this.kind);
  }

  /** The keyword of an accessor, if it is next. */
  accessor(): Accessor | undefined {
    return this.panicking || this.position >= this.limit ? undefined : accessorAt(this.tokens, this.position);
  }

  eat(name: TokenName): boolean {
    const found = this.at(name);
    if (found) this.position++;
    return found;
  }

  expect(name: TokenName): boolean {
    const found = this.eat(name);
    if (!found) this.unexpected(describe(kindOf[name]));
    return found;
  }

  /**
   * If a token is missing but one that should follow it is next, continues as if it were present.
   *
   * @param follows the kinds that may follow
   */
  expectOrAssume(name: TokenName, ...follows: readonly TokenName[]): boolean {
    if (this.panicking) return false;
    return this.expect(name) || this.assumeMissing(...follows) || this.passWord(name, follows);
  }

  /** Skips a word instead of, or before, the expected token. */
  private passWord(name: TokenName, follows: readonly TokenName[]): boolean {
    if (!isIdentifier(this.kind)) return false;
    const next = this.ahead(1);
    if (next !== kindOf[name] && !follows.some((follow) => next === kindOf[follow])) return false;
    this.position += next === kindOf[name] ? 2 : 1;
    this.resume();
    return true;
  }

  /** Reports an unknown word, and continues as if it were the intended keyword. */
  readAs(meant: TokenName, expected: string): void {
    const at = this.position;
    const detail = { expected, found: describeToken(this.tokens, at), meant };
    this.fail('unexpected-token', { first: at, last: at }, detail);
    this.mistyped = { token: at, kind: kindOf[meant] };
    this.resume();
  }

  name(...follows: readonly TokenName[]): Name | undefined {
    if (this.panicking) return undefined;
    if (!this.atIdentifier() && !this.findName(follows)) return undefined;
    const token = this.position++;
    const text = nameText(this.tokens, token);
    const mistake = identifierMistake(text);
    if (mistake) this.report(mistake.code, { first: token, last: token }, mistake.detail);
    return { text, token };
  }

  /**
   * Skips other tokens in the place of a name or before it.
   *
   * @returns whether a name comes next
   */
  private findName(follows: readonly TokenName[]): boolean {
    this.unexpected('an identifier');
    if (this.position >= this.limit) return false;
    const named = isIdentifier(this.ahead(1));
    if (named && startsSomeItem(this.tokens, this.position)) return false;
    if (!follows.some((follow) => this.ahead(named ? 2 : 1) === kindOf[follow]))
      return this.assumeMissing(...follows) && false;
    this.position++;
    this.resume();
    return named;
  }

  /** The span from `first` to the last consumed token. */
  span(first: TokenIndex): Span {
    return { first, last: Math.max(first, this.position - 1) };
  }

  /** An error at the next token, which stops the item. */
  unexpected(expected: string, at = this.position): void {
    const detail = { expected, found: describeToken(this.tokens, at) };
    this.fail('unexpected-token', { first: at, last: at }, detail);
  }

  /** An error that stops the item. Reports at most one error per item, and none next to a token the lexer already reported. */
  fail(code: string, span: Span, detail: Readonly<Record<string, string>> = {}): void {
    const isReported = this.panicking || this.assuming || this.followsInvalid(span.first);
    if (!isReported && !this.followsIncompleteName(span.first)) this.report(code, span, detail);
    this.panicking = true;
  }

  /** An error that does not stop the item. Only the first one per token is reported. */
  report(code: string, { first, last }: Span, detail: Readonly<Record<string, string>> = {}): void {
    if (this.errors.at(-1)?.first === first || this.errors.length === maxReported) return;
    this.errors.push({ code, first, last, detail });
    if (!this.layout) this.position = this.tokens.count;
  }

  /** Ends the panic where an item can start or continue. */
  endPanic(): void {
    this.panicking = false;
    this.assuming = false;
  }

  /** Ends the panic, without further errors for this item. */
  resume(): void {
    this.panicking = false;
    this.assuming = true;
  }

  /** Errors of the lexer are not reported again. */
  private followsInvalid(token: TokenIndex): boolean {
    const { tokens } = this;
    return tokens.kind(token) === kindOf.invalid || (token > 0 && tokens.kind(token - 1) === kindOf.invalid);
  }

  /** A name that ends with a hyphen is still being typed: missing tokens after it are not reported. */
  private followsIncompleteName(token: TokenIndex): boolean {
    const before = this.errors.at(-1);
    return before?.code === 'identifier-part-empty' && before.last === token - 1;
  }

  private assumeMissing(...follows: readonly TokenName[]): boolean {
    const isAssumed = follows.some((follow) => this.kind === kindOf[follow]);
    if (isAssumed) this.resume();
    return isAssumed;
  }
}

/** An identifier without its `%`. */
export function nameText(tokens: Tokens, token: TokenIndex): string {
  const text = tokens.textOf(token);
  return tokens.kind(token) === kindOf['escaped-identifier'] ? text.slice(1) : text;
}

/** The token as users see it: the text of a name or number, unless it is very long. */
function describeToken(tokens: Tokens, at: TokenIndex): string {
  const kind = tokens.kind(at);
  const hasText = isIdentifier(kind) || kind === kindOf.integer;
  return hasText && tokens.end(at) - tokens.start(at) <= 60 ? `\`${tokens.textOf(at)}\`` : describe(kind);
}
