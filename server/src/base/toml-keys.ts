import { parse } from 'smol-toml';

/** UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a key stands first, and the value that it was given there (for a table: its header). */
export interface TomlEntry {
  readonly key: Span;
  readonly value: Span;
}

const BLANK = /(?:[ \t\r\n]|#[^\n]*)*/y;
const KEY = /"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/y;
const DOT = /[ \t]*\.[ \t]*/y;
const STRING = /"""(?:[^\\]|\\[^])*?"""(?!")|'''[^]*?'''(?!')|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const SCALAR = /[^,\]}\n#]*[^,\]}\s#]/y;

/**
 * Finds the keys of a document that smol-toml has accepted: it gives values, but no positions.
 * @returns the entry at a path of keys, array elements by their index
 */
export function locateKeys(text: string): (path: readonly string[]) => TomlEntry | undefined {
  const entries = new TomlScanner(text).scan();
  return (path) => entries.get(JSON.stringify(path));
}

const unquote = (key: string): string => (/^["']/.test(key) ? Object.keys(parse(`${key} = 0`))[0]! : key);

/** The text, how far it is read, and what was found. */
class TomlScanner {
  readonly #text: string;
  readonly #entries = new Map<string, TomlEntry>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): ReadonlyMap<string, TomlEntry> {
    let table: readonly string[] = [];
    for (this.#skip(BLANK); this.#at < this.#text.length; this.#skip(BLANK)) {
      this.#advance(() => {
        if (this.#text[this.#at] === '[') table = this.#header();
        else this.#keyAndValue(table);
      });
    }
    return this.#entries;
  }

  /** `[a.b]` and `[[a.b]]` */
  #header(): readonly string[] {
    const start = this.#at;
    this.#skip(/\[+[ \t]*/y);
    const keys = this.#dottedKey();
    this.#skip(/[ \t]*\]+/y);
    return this.#remember([], keys, { start, end: this.#at });
  }

  #keyAndValue(table: readonly string[]): void {
    const keys = this.#dottedKey();
    this.#skip(/[ \t]*=[ \t]*/y);
    const start = this.#at;
    const path = [...table, ...keys.map(({ name }) => name)];
    this.#value(path);
    this.#remember(table, keys, { start, end: this.#at });
  }

  #value(path: readonly string[]): void {
    const opening = this.#text[this.#at];
    if (opening === '[') this.#elements(']', (index) => this.#element([...path, String(index)]));
    else if (opening === '{') this.#elements('}', () => this.#keyAndValue(path));
    else if (!this.#skip(STRING)) this.#skip(SCALAR);
  }

  #elements(closing: string, element: (index: number) => void): void {
    this.#at++;
    this.#skip(BLANK);
    for (let index = 0; this.#at < this.#text.length && this.#text[this.#at] !== closing; index++) {
      this.#advance(() => element(index));
      this.#skip(BLANK);
      this.#skip(/,/y);
      this.#skip(BLANK);
    }
    this.#at++;
  }

  #element(path: readonly string[]): void {
    const start = this.#at;
    this.#value(path);
    const span = { start, end: this.#at };
    this.#entries.set(JSON.stringify(path), { key: span, value: span });
  }

  #dottedKey(): { name: string; span: Span }[] {
    const keys = [];
    do {
      const start = this.#at;
      const raw = this.#skip(KEY);
      keys.push({ name: unquote(raw), span: { start, end: this.#at } });
    } while (this.#skip(DOT));
    return keys;
  }

  /** Gives the whole path; every key on the way has its entry, too. */
  #remember(table: readonly string[], keys: readonly { name: string; span: Span }[], value: Span): string[] {
    const path = [...table];
    for (const { name, span } of keys) {
      path.push(name);
      const id = JSON.stringify(path);
      if (!this.#entries.has(id)) this.#entries.set(id, { key: span, value });
    }
    return path;
  }

  /** Should we ever misread what smol-toml accepts, a place may be wrong, but reading ends. */
  #advance(read: () => void): void {
    const before = this.#at;
    read();
    if (this.#at === before) this.#at++;
  }

  /** What the sticky pattern matches here, which is then behind us. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [matched = ''] = pattern.exec(this.#text) ?? [];
    this.#at += matched.length;
    return matched;
  }
}
