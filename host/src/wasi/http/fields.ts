import { validateHeaderName, validateHeaderValue } from 'node:http';

export type FieldEntry = readonly [name: string, value: Uint8Array];

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

export const isConnectionHeader = (name: string): boolean => FORBIDDEN.has(name.toLowerCase());

/** wasi:http/types.fields: header names are compared without case, values are bytes. */
export class Fields {
  #entries: FieldEntry[] = [];
  #immutable = false;

  static fromList(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    for (const [name, value] of entries) fields.append(name, value);
    return fields;
  }

  /** Headers as they came over the wire: kept as they are, and immutable. */
  static received(entries: readonly FieldEntry[]): Fields {
    const fields = new Fields();
    fields.#entries = [...entries];
    return Fields.lock(fields);
  }

  static lock(fields: Fields): Fields {
    fields.#immutable = true;
    return fields;
  }

  get(name: string): Uint8Array[] {
    return this.#entries.filter(named(name)).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#entries.some(named(name));
  }

  set(name: string, values: readonly Uint8Array[]): void {
    this.#check(name, values);
    this.#remove(name);
    this.#entries.push(...values.map((value) => [name.toLowerCase(), value] as const));
  }

  /** Values of one name stay together, in the place of the first. */
  append(name: string, value: Uint8Array): void {
    this.#check(name, [value]);
    const last = this.#entries.findLastIndex(named(name));
    this.#entries.splice(last < 0 ? this.#entries.length : last + 1, 0, [name.toLowerCase(), value]);
  }

  delete(name: string): void {
    this.#check(name, []);
    this.#remove(name);
  }

  entries(): FieldEntry[] {
    return [...this.#entries];
  }

  clone(): Fields {
    const copy = new Fields();
    copy.#entries = [...this.#entries];
    return copy;
  }

  #remove(name: string): void {
    const is = named(name);
    this.#entries = this.#entries.filter((entry) => !is(entry));
  }

  #check(name: string, values: readonly Uint8Array[]): void {
    if (this.#immutable) throw { tag: 'immutable' };
    try {
      validateHeaderName(name);
      for (const value of values) validateHeaderValue(name, Buffer.from(value).toString('latin1'));
    } catch {
      throw { tag: 'invalid-syntax' };
    }
    if (name.toLowerCase() === 'content-length' && !values.every(isLength)) throw { tag: 'invalid-syntax' };
    if (isConnectionHeader(name)) throw { tag: 'forbidden' };
  }
}

const isLength = (value: Uint8Array): boolean => /^\d+$/.test(Buffer.from(value).toString('latin1'));

/** The `content-length` among fields, if there is one. */
export function contentLength(fields: Fields): bigint | undefined {
  const [value] = fields.get('content-length');
  return value && isLength(value) ? BigInt(Buffer.from(value).toString('latin1')) : undefined;
}

function named(name: string): (entry: FieldEntry) => boolean {
  const wanted = name.toLowerCase();
  return ([entry]) => entry.toLowerCase() === wanted;
}
