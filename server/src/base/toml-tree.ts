import { parse } from 'smol-toml';

/** UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One word of a key, without its quotes; the span has them. */
export interface TomlKey {
  readonly name: string;
  readonly span: Span;
}

/** `a.b = value`, in a table or in braces. */
export interface TomlPair {
  readonly keys: readonly TomlKey[];
  readonly value: TomlValue;
}

export interface TomlValue extends Span {
  readonly kind: 'table' | 'array' | 'scalar';
  /** Of a table in braces. */
  readonly pairs: readonly TomlPair[];
  /** Of an array. */
  readonly elements: readonly TomlValue[];
}

/** The pairs below a header; those before the first header have none. */
export interface TomlSection {
  readonly header?: { readonly keys: readonly TomlKey[]; readonly span: Span };
  readonly pairs: readonly TomlPair[];
}

const BLANK = /(?:[ \t\r\n]|#[^\n]*)*/y;
const BYTE_ORDER_MARK = /^\ufeff?/y;
const KEY = /"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/y;
const DOT = /[ \t]*\.[ \t]*/y;
const STRING = /"""(?:[^\\]|\\[^])*?"""(?!")|'''[^]*?'''(?!')|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const SCALAR = /[^,\]}\n#]*[^,\]}\s#]/y;

/** The positions of everything in a document that smol-toml has accepted, which gives values without positions. */
export const tomlTree = (text: string): readonly TomlSection[] => new TomlScanner(text).scan();

const unquote = (key: string): string => (/^["']/.test(key) ? Object.keys(parse(`${key} = 0`))[0]! : key);

/** The text, and how far it is read. */
class TomlScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): readonly TomlSection[] {
    let pairs: TomlPair[] = [];
    const sections: TomlSection[] = [{ pairs }];
    this.#skip(BYTE_ORDER_MARK);
    for (this.#skip(BLANK); this.#at < this.#text.length; this.#skip(BLANK)) {
      this.#advance(() => {
        if (this.#text[this.#at] !== '[') return void pairs.push(this.#pair());
        pairs = [];
        sections.push({ header: this.#header(), pairs });
      });
    }
    return sections;
  }

  /** `[a.b]` and `[[a.b]]` */
  #header(): NonNullable<TomlSection['header']> {
    const start = this.#at;
    this.#skip(/\[+[ \t]*/y);
    const keys = this.#dottedKey();
    this.#skip(/[ \t]*\]+/y);
    return { keys, span: { start, end: this.#at } };
  }

  #pair(): TomlPair {
    const keys = this.#dottedKey();
    this.#skip(/[ \t]*=[ \t]*/y);
    return { keys, value: this.#value() };
  }

  #value(): TomlValue {
    const start = this.#at;
    const opening = this.#text[start];
    const elements = opening === '[' ? this.#list(']', () => this.#value()) : [];
    const pairs = opening === '{' ? this.#list('}', () => this.#pair()) : [];
    const kind = opening === '[' ? 'array' : opening === '{' ? 'table' : 'scalar';
    if (kind === 'scalar' && !this.#skip(STRING)) this.#skip(SCALAR);
    return { kind, start, end: this.#at, pairs, elements };
  }

  #list<T>(closing: string, one: () => T): T[] {
    const found: T[] = [];
    this.#at++;
    this.#skip(BLANK);
    while (this.#at < this.#text.length && this.#text[this.#at] !== closing) {
      this.#advance(() => void found.push(one()));
      this.#skip(BLANK);
      this.#skip(/,/y);
      this.#skip(BLANK);
    }
    this.#at++;
    return found;
  }

  #dottedKey(): TomlKey[] {
    const keys = [];
    do {
      const start = this.#at;
      const raw = this.#skip(KEY);
      keys.push({ name: unquote(raw), span: { start, end: this.#at } });
    } while (this.#skip(DOT));
    return keys;
  }

  /** Should we ever misread what smol-toml accepts, a place may be wrong, but reading ends. */
  #advance(read: () => void): void {
    const before = this.#at;
    read();
    if (this.#at === before) this.#at++;
  }

  /** Consumes a match of the sticky pattern at the current position. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [matched = ''] = pattern.exec(this.#text) ?? [];
    this.#at += matched.length;
    return matched;
  }
}
