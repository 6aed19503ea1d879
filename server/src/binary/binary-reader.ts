import { readSize } from './sections.ts';

const utf8 = new TextDecoder();

/** Reads the numbers, names and lists in a section. */
export class BinaryReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('the binary ends inside of a section');
    return byte;
  }

  number(): number {
    const [number, end] = readSize(this.#bytes, this.#at);
    this.#at = end;
    return number;
  }

  /** Passes over a number in LEB128, of any size and sign. */
  leb(): void {
    while (this.byte() >= 0x80);
  }

  skip(bytes: number): void {
    if (bytes > this.#bytes.length - this.#at) throw new RangeError('the binary ends inside of a section');
    this.#at += bytes;
  }

  name(): string {
    const length = this.number();
    if (length > this.#bytes.length - this.#at) throw new RangeError('the binary ends inside of a name');
    this.#at += length;
    return utf8.decode(this.#bytes.subarray(this.#at - length, this.#at));
  }

  /** The offset of the next read. */
  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** A part of it, with its length before it. */
  inner(): BinaryReader {
    const length = this.number();
    if (length > this.#bytes.length - this.#at) throw new RangeError('the binary ends inside of a section');
    this.#at += length;
    return new BinaryReader(this.#bytes.subarray(this.#at - length, this.#at));
  }

  list<T>(item: () => T): T[] {
    const length = this.number();
    if (length > this.#bytes.length) throw new RangeError('a list is longer than the binary');
    return Array.from({ length }, item);
  }

  /** The name that the first subsection of a name section holds, which is that of the whole. */
  firstSubsection(): string | undefined {
    if (this.#at >= this.#bytes.length || this.byte() !== 0) return undefined;
    this.number();
    return this.name();
  }
}
