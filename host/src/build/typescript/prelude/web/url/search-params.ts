/** URLSearchParams of the URL standard, in the form `application/x-www-form-urlencoded`. */
import { scalarValues } from '../../text.ts';
import { form, percentDecode, percentEncode } from './percent.ts';

type Pair = [name: string, value: string];

const toText = (value: unknown): string => scalarValues(String(value));
const encode = (text: string): string => percentEncode(text, form).replaceAll('%20', '+');
const decode = (text: string): string => scalarValues(percentDecode(text.replaceAll('+', ' ')));

export class URLSearchParams {
  #pairs: Pair[];
  #changed: (() => void) | undefined;

  constructor(init: unknown = '') {
    this.#pairs = read(init);
  }

  /** The query of a URL: `changed` is called after each change. */
  static of(query: string, changed: () => void): URLSearchParams {
    const params = new URLSearchParams();
    params.#pairs = parse(query);
    params.#changed = changed;
    return params;
  }

  /** Sets the entries from the new query of its URL. */
  static update(params: URLSearchParams, query: string): void {
    params.#pairs = parse(query);
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: string, value: string): void {
    this.#change([...this.#pairs, [toText(name), toText(value)]]);
  }

  delete(name: string, value?: string): void {
    const isMeant = matching(name, value);
    this.#change(this.#pairs.filter((pair) => !isMeant(pair)));
  }

  get(name: string): string | null {
    return this.#pairs.find(matching(name))?.[1] ?? null;
  }

  getAll(name: string): string[] {
    return this.#pairs.filter(matching(name)).map(([, value]) => value);
  }

  has(name: string, value?: string): boolean {
    return this.#pairs.some(matching(name, value));
  }

  set(name: string, value: string): void {
    const isMeant = matching(name);
    const first = this.#pairs.findIndex(isMeant);
    const pair: Pair = [toText(name), toText(value)];
    if (first < 0) return this.#change([...this.#pairs, pair]);
    this.#change(this.#pairs.flatMap((one, index) => (index === first ? [pair] : isMeant(one) ? [] : [one])));
  }

  /** By code units, as the standard has it; equal names stay in their order. */
  sort(): void {
    this.#change(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  forEach(callback: (value: string, name: string, params: this) => void, thisArg?: unknown): void {
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }

  *entries(): IterableIterator<Pair> {
    // Pairs appended during the iteration are visited too.
    for (let at = 0; at < this.#pairs.length; at++) yield [...this.#pairs[at]!];
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): IterableIterator<Pair> {
    return this.entries();
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }

  get [Symbol.toStringTag](): string {
    return 'URLSearchParams';
  }

  #change(pairs: Pair[]): void {
    this.#pairs = pairs;
    this.#changed?.();
  }
}

const matching =
  (name: string, value?: string) =>
  ([one, its]: Pair): boolean =>
    one === toText(name) && (value === undefined || its === toText(value));

function parse(query: string): Pair[] {
  const parts = query.split('&').filter((part) => part !== '');
  return parts.map((part) => {
    const [name = '', ...value] = part.split('=');
    return [decode(name), decode(value.join('='))];
  });
}

function read(init: unknown): Pair[] {
  if (init === null || (typeof init !== 'object' && typeof init !== 'function'))
    return parse(toText(init).replace(/^\?/, ''));
  if (!(Symbol.iterator in init))
    return Object.entries(init).map(([name, value]) => [toText(name), toText(value)]);
  return [...(init as Iterable<Iterable<unknown>>)].map((pair) => {
    const [name, value, ...more] = [...pair];
    if (value === undefined || more.length > 0) throw new TypeError('a pair has a name and a value');
    return [toText(name), toText(value)];
  });
}
