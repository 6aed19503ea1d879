import type { Span } from '../../base/toml-keys.ts';

/** The element at a position in a TOML text, which may contain errors. */
export interface TomlPlace {
  /** The keys of the tables around it. */
  readonly path: readonly string[];
  readonly role: 'header' | 'key' | 'value';
  /** The key whose value it is in; undefined in an array. */
  readonly key: string | undefined;
  /** The word, with its quotes; empty between words. */
  readonly span: Span;
  readonly word: string;
  /** Strings before it in the same inline table. */
  readonly beside: ReadonlyMap<string, string>;
}

interface Frame {
  readonly path: readonly string[];
  readonly isArray: boolean;
  readonly beside: Map<string, string>;
  keys: string[];
  expects: 'key' | 'value';
}

interface Token extends Span {
  readonly text: string;
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[\w-]+|[{}[\]=,.]|#[^\n]*|\r?\n|[^\S\n]+|./gsu;
const HEADER = /^[^\S\n]*\[\[?([^\n[\]]*)(\]?)/gm;

/** @param offset in UTF-16 code units */
export function tomlPlace(text: string, offset: number): TomlPlace | undefined {
  const header = lastHeader(text, offset);
  // Before the bracket nothing can be written, and a completion would replace what is behind it.
  if (header && offset < header.start) return undefined;
  if (header && offset <= header.end) return inHeader(header, offset);
  const scan = new Scan(header ? keysOf(header.text) : []);
  for (const token of tokensOf(text, header?.end ?? 0)) {
    if (isComment(token) && token.start < offset && offset <= token.end) return undefined;
    if (isWord(token) && token.start <= offset && offset <= token.end) return scan.at(token);
    if (token.end > offset || (token.end === offset && isBreak(token))) break;
    scan.take(token);
  }
  return scan.at({ text: '', start: offset, end: offset });
}

function* tokensOf(text: string, start: number): Generator<Token> {
  TOKEN.lastIndex = start;
  for (let found = TOKEN.exec(text); found;) {
    const end = found.index + found[0].length;
    yield { text: found[0], start: found.index, end };
    TOKEN.lastIndex = end;
    found = TOKEN.exec(text);
  }
}

const isWord = ({ text }: Token): boolean => /^["'\w-]/.test(text);
const isComment = ({ text }: Token): boolean => text.startsWith('#');
const isBreak = ({ text }: Token): boolean => text.endsWith('\n');

/** Of a word without its quotes. */
const unquoted = (word: string): string => word.replace(/^(["'])(.*?)\1?$/s, '$2');

const keysOf = (path: string): string[] =>
  (path.match(/"[^"]*"?|'[^']*'?|[\w-]+/g) ?? []).map((key) => unquoted(key));

function lastHeader(text: string, offset: number): Token | undefined {
  let last: Token | undefined;
  for (const found of text.matchAll(HEADER)) {
    if (found.index > offset) break;
    const start = found.index + found[0].indexOf(found[1] ?? '', found[0].indexOf('[') + 1);
    last = { text: found[1] ?? '', start, end: start + (found[1] ?? '').length };
    if (found[2] === '' && isInArray(text, found.index)) last = undefined;
  }
  return last;
}

/** Whether a line that starts with a bracket continues an array of the lines before. */
const isInArray = (text: string, at: number): boolean => /[=,[]\s*$/.test(text.slice(0, at));

function inHeader({ text, start }: Token, offset: number): TomlPlace {
  const before = keysOf(text.slice(0, offset - start).replace(/[^.]*$/, ''));
  const wordStart = start + text.slice(0, offset - start).lastIndexOf('.') + 1;
  const word = /^[^.]*/.exec(text.slice(wordStart - start))![0];
  const span = { start: wordStart, end: wordStart + word.length };
  return {
    path: before,
    role: 'header',
    key: undefined,
    span,
    word: unquoted(word.trim()),
    beside: new Map(),
  };
}

/** Reads words and brackets, and knows which table it is in. */
class Scan {
  readonly #frames: Frame[];

  constructor(path: readonly string[]) {
    this.#frames = [{ path, isArray: false, beside: new Map(), keys: [], expects: 'key' }];
  }

  at({ text, start, end }: Token): TomlPlace {
    const { path, keys, expects, beside, isArray } = this.#top;
    const around = expects === 'value' && !isArray ? keys.slice(0, -1) : keys;
    const key = expects === 'value' && !isArray ? keys.at(-1) : undefined;
    return {
      path: [...path, ...around],
      role: expects,
      key,
      span: { start, end },
      word: unquoted(text),
      beside,
    };
  }

  take(token: Token): void {
    const frame = this.#top;
    const { text } = token;
    if (isWord(token)) this.#word(frame, unquoted(text));
    else if (text === '=') frame.expects = 'value';
    else if (text === ',') this.#next(frame);
    else if (text === '{' || text === '[') this.#open(frame, text === '[');
    else if ((text === '}' || text === ']') && this.#frames.length > 1) this.#frames.pop();
    else if (isBreak(token) && this.#frames.length === 1) this.#next(frame);
  }

  get #top(): Frame {
    return this.#frames.at(-1)!;
  }

  #word(frame: Frame, word: string): void {
    if (frame.expects === 'key') frame.keys.push(word);
    else if (!frame.isArray) frame.beside.set(frame.keys.at(-1) ?? '', word);
  }

  #next(frame: Frame): void {
    if (frame.isArray) return;
    frame.expects = 'key';
    frame.keys = [];
  }

  #open(frame: Frame, isArray: boolean): void {
    const path = [...frame.path, ...frame.keys];
    this.#frames.push({ path, isArray, beside: new Map(), keys: [], expects: isArray ? 'value' : 'key' });
  }
}
