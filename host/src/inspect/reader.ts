/** Reads the primitives of WebAssembly's binary format; throws a RangeError behind the end. */
export class Reader {
  #at: number;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    readonly end = bytes.length,
  ) {
    this.#at = start;
  }

  get offset(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.end;
  }

  byte(): number {
    if (this.done) throw new RangeError(`the binary ends at ${this.end}, inside of something`);
    return this.bytes[this.#at++] ?? 0;
  }

  /** The next byte, which stays. */
  peek(): number {
    return this.bytes[this.#at] ?? 0;
  }

  /** Unsigned LEB128. */
  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  name(): string {
    const length = this.u32();
    const text = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.#at, length).toString();
    this.#at += length;
    return text;
  }

  list<T>(item: (reader: this) => T): T[] {
    return Array.from({ length: this.u32() }, () => item(this));
  }

  option<T>(item: (reader: this) => T): T | undefined {
    return this.byte() === 0 ? undefined : item(this);
  }

  /** A reader of the next `length` bytes; this one goes on behind them. */
  slice(length: number): Reader {
    const slice = new Reader(this.bytes, this.#at, this.#at + length);
    this.#at += length;
    return slice;
  }
}
