import { grouped } from '../../../../server/src/base/grouped.ts';
import { misuse } from '../misuse.ts';

export type FieldEntry = readonly [name: string, value: Uint8Array];

/** @param text names and values in turn, a character a byte, as Node.js reads and writes them */
export function entriesOf(text: readonly string[]): FieldEntry[] {
  const entries: FieldEntry[] = [];
  for (let at = 0; at + 1 < text.length; at += 2)
    entries.push([text[at] ?? '', new Uint8Array(Buffer.from(text[at + 1] ?? '', 'latin1'))]);
  return entries;
}

/** A character a byte. */
export const textOf = (value: Uint8Array): string => Buffer.from(value).toString('latin1');

/** A field whose value is text, a character a byte. */
export type TextField = [name: string, value: string];

export const toText = (entries: readonly FieldEntry[]): TextField[] =>
  entries.map(([name, value]) => [name, textOf(value)]);

/** Names that belong to the connection, not to a message (wasi:http forbids them). */
const FORBIDDEN = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

const isConnectionHeader = (name: string): boolean => FORBIDDEN.has(name.toLowerCase());

/** A name of RFC 9110, as long as wasmtime takes one. */
const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]{1,65535}$/;
/** A value of RFC 9110: no control characters but tabs. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** The size limit of one `fields`, and the overhead of a name and a value, as in wasmtime. */
const WEIGHT_LIMIT = 131_072;
const NAME_WEIGHT = 32;
const VALUE_WEIGHT = 40;

/** The values of one name. */
interface Group {
  readonly name: string;
  readonly values: readonly Uint8Array[];
}

/**
 * wasi:http/types.fields: names are in lower case, values are bytes. Values of one name are adjacent, at the place of
 * the first; the last name takes the place of a deleted one, as in wasmtime.
 */
export class Fields {
  #groups: Group[] = [];
  #immutable = false;

  static fromList(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    for (const [name, value] of entries) fields.append(name, value);
    return fields;
  }

  /** Headers as they came over the wire: without those of the connection, and immutable. */
  static received(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    const groups = grouped(
      entries,
      ([name]) => name.toLowerCase(),
      ([, value]) => value,
    );
    fields.#groups = [...groups].map(([name, values]) => ({ name, values }));
    for (const name of groups.keys()) if (FORBIDDEN.has(name)) fields.#remove(name);
    return Fields.lock(fields);
  }

  static lock(fields: Fields): Fields {
    fields.#immutable = true;
    return fields;
  }

  get(name: string): Uint8Array[] {
    return [...(this.#groups[this.#find(name)]?.values ?? [])];
  }

  has(name: string): boolean {
    return this.#find(name) >= 0;
  }

  set(mixed: string, values: readonly Uint8Array[]): void {
    const name = toName(mixed);
    this.#refuseLocked();
    const group = { name, values: values.map((value) => toValue(name, value)) };
    if (values.length === 0) this.#remove(name);
    else this.#put(group);
  }

  append(mixed: string, value: Uint8Array): void {
    const name = toName(mixed);
    const added = toValue(name, value);
    this.#refuseLocked();
    this.#put({ name, values: [...this.get(name), added] });
  }

  delete(mixed: string): void {
    const name = toName(mixed);
    this.#refuseLocked();
    this.#remove(name);
  }

  entries(): FieldEntry[] {
    return this.#groups.flatMap(({ name, values }) => values.map((value) => [name, value] as const));
  }

  clone(): Fields {
    const copy = new Fields();
    copy.#groups = [...this.#groups];
    return copy;
  }

  #find(mixed: string): number {
    const name = mixed.toLowerCase();
    return this.#groups.findIndex((group) => group.name === name);
  }

  #put(group: Group): void {
    const at = this.#find(group.name);
    const others = this.#groups.reduce((sum, one, index) => sum + (index === at ? 0 : weightOf(one)), 0);
    if (others + weightOf(group) > WEIGHT_LIMIT)
      throw misuse(`its fields of wasi:http grow beyond ${WEIGHT_LIMIT} bytes`);
    this.#groups[at < 0 ? this.#groups.length : at] = group;
  }

  #remove(name: string): void {
    const at = this.#find(name);
    const last = at < 0 ? undefined : this.#groups.pop();
    if (last && at < this.#groups.length) this.#groups[at] = last;
  }

  #refuseLocked(): void {
    if (this.#immutable) throw { tag: 'immutable' };
  }
}

const weightOf = ({ name, values }: Group): number =>
  values.reduce((sum, value) => sum + VALUE_WEIGHT + value.length, NAME_WEIGHT + name.length);

function toName(name: string): string {
  if (!NAME.test(name)) throw { tag: 'invalid-syntax' };
  if (isConnectionHeader(name)) throw { tag: 'forbidden' };
  return name.toLowerCase();
}

const MOST_LENGTH = 2n ** 64n - 1n;

function toValue(name: string, value: Uint8Array): Uint8Array {
  const text = Buffer.from(value).toString('latin1');
  if (!VALUE.test(text)) throw { tag: 'invalid-syntax' };
  // The guest's memory may change under the bytes.
  if (name !== 'content-length') return new Uint8Array(value);
  if (!/^\d+$/.test(text) || BigInt(text) > MOST_LENGTH) throw { tag: 'invalid-syntax' };
  return Buffer.from(String(BigInt(text)));
}

/** The `content-length` among fields, if there is one; the first of several. */
export function contentLength(fields: Fields): bigint | undefined {
  const text = Buffer.from(fields.get('content-length')[0] ?? []).toString('latin1');
  return /^\d+$/.test(text) ? BigInt(text) : undefined;
}
