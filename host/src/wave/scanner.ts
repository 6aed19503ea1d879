import { WaveError } from './error.ts';
import { readBlock, unescape } from './text.ts';

const SPACE = /(?:[ \t\r\n]|\/\/[^\n]*)*/y;
const LABEL = /%?(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)(?:-(?:[a-z0-9]+|[A-Z0-9]+))*/y;
const NUMBER = /-?(?:inf\b|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|nan\b/y;
const DIGITS = /\d+/y;
const CHARACTER = /'((?:[^\\'\n]|\\[^\n])*)'/uy;
const STRING = /"((?:[^\\"\n]|\\[^\n])*)"/y;
const BLOCK = /"""((?:(?!""")[^])*)"""/y;

/** The text that a message quotes as found: a string, a word, a number or a punctuation mark. */
const FOUND = /"[^"\n]*"?|'[^'\n]*'?|[^\s,()[\]{}:"']+|[^]/uy;
const MOST_FOUND = 12;

/** Reads the tokens of WAVE: https://github.com/bytecodealliance/wasm-tools/tree/main/crates/wasm-wave */
export class Scanner {
  #at: number;

  /** @param start where to begin; offsets count from the beginning of the text */
  constructor(
    readonly text: string,
    start = 0,
  ) {
    this.#at = start;
    this.#skip();
  }

  get offset(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Whether `token` comes next. */
  sees(token: string): boolean {
    return this.text.startsWith(token, this.#at);
  }

  /** Takes `token` when it comes next. */
  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.#advance(this.#at + token.length);
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.fail(`expected ${token}`);
  }

  /** Items up to `close`, which is not taken, separated by commas; one more may follow the last. */
  items(close: string, item: (index: number) => void): void {
    for (let index = 0; !this.sees(close); index++) {
      item(index);
      if (!this.take(',') && !this.sees(close)) throw this.fail(`expected , or ${close}`);
    }
  }

  /** A kebab-case name without its `%`. */
  label(): string | undefined {
    return this.#match(LABEL)?.[0].replace('%', '');
  }

  /** A whole word; nothing is consumed when it is not `name`. */
  word(name: string): boolean {
    const start = this.#at;
    if (this.label() === name) return true;
    this.#at = start;
    return false;
  }

  number(): string | undefined {
    return this.#match(NUMBER)?.[0];
  }

  /** Decimal digits, as an index has them. */
  digits(): string | undefined {
    return this.#match(DIGITS)?.[0];
  }

  /** The text between two `'`, escapes resolved. */
  character(): string | undefined {
    return this.#quoted("'", CHARACTER, unescape);
  }

  /** A string in `"` or in `"""`, escapes resolved. */
  string(): string | undefined {
    return this.#quoted('"""', BLOCK, readBlock) ?? this.#quoted('"', STRING, unescape);
  }

  fail(message: string): WaveError {
    FOUND.lastIndex = this.#at;
    const found = FOUND.exec(this.text)?.[0].slice(0, MOST_FOUND) ?? 'the end';
    return new WaveError(`${message}, found ${found}`, this.#at);
  }

  #quoted(quote: string, pattern: RegExp, read: (raw: string, at: number) => string): string | undefined {
    if (!this.sees(quote)) return undefined;
    const start = this.#at;
    const raw = this.#match(pattern)?.[1];
    if (raw === undefined) {
      const reason =
        quote === '"""' ? `the ${quote} is never closed` : `the ${quote} is not closed in its line`;
      throw new WaveError(reason, start);
    }
    return read(raw, start + quote.length);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text) ?? undefined;
    if (match) this.#advance(pattern.lastIndex);
    return match;
  }

  #advance(to: number): void {
    this.#at = to;
    this.#skip();
  }

  #skip(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.text);
    this.#at = SPACE.lastIndex;
  }
}
