/** The text is not WAVE, or not of the type that is asked for; `offset` is in UTF-16 units. */
export class WaveError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const SPACE = /(?:\s|\/\/[^\n]*)*/y;
const LABEL = /%?[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*/y;
const NUMBER = /-?(?:inf\b|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|nan\b/y;
const ESCAPE = /\\(?:([\\'"nrt])|u\{([0-9a-fA-F]{1,6})\})/y;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Reads the tokens of WAVE: https://github.com/bytecodealliance/wasm-tools/tree/main/crates/wasm-wave */
export class Scanner {
  #at = 0;

  constructor(readonly text: string) {
    this.#skip();
  }

  get offset(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Takes `token` when it comes next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.#at)) return false;
    this.#advance(this.#at + token.length);
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.fail(`expected ${token}`);
  }

  /** A kebab-case name without its `%`. */
  label(): string | undefined {
    return this.#match(LABEL)?.[0].replace('%', '');
  }

  /** A name that stands alone; nothing is taken when it is not `name`. */
  word(name: string): boolean {
    const start = this.#at;
    if (this.label() === name) return true;
    this.#at = start;
    return false;
  }

  number(): string | undefined {
    return this.#match(NUMBER)?.[0];
  }

  /** What stands between two `quote`s, escapes resolved. */
  quoted(quote: string): string | undefined {
    if (!this.text.startsWith(quote, this.#at)) return undefined;
    const start = this.#at;
    let at = start + quote.length;
    let text = '';
    for (; !this.text.startsWith(quote, at);) {
      if (at >= this.text.length) throw new WaveError(`the ${quote} is never closed`, start);
      const [piece, next] = this.#character(at);
      text += piece;
      at = next;
    }
    this.#advance(at + quote.length);
    return text;
  }

  fail(message: string): WaveError {
    const rest = this.text.slice(this.#at, this.#at + 12);
    return new WaveError(`${message}, found ${rest === '' ? 'the end' : rest}`, this.#at);
  }

  #character(at: number): [text: string, next: number] {
    if (this.text[at] !== '\\') return [this.text[at] ?? '', at + 1];
    ESCAPE.lastIndex = at;
    const [whole, simple, code] = ESCAPE.exec(this.text) ?? [];
    if (whole === undefined) throw new WaveError('this escape is not known', at);
    if (simple !== undefined) return [SIMPLE_ESCAPES[simple] ?? simple, at + whole.length];
    const value = Number.parseInt(code ?? '', 16);
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
      throw new WaveError('this is no Unicode scalar value', at);
    }
    return [String.fromCodePoint(value), at + whole.length];
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
