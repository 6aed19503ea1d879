import type { TokenIndex } from '../ast.ts';
import type { TokenKind } from './token-kind.ts';

/** Tokens by index: kinds, and where they start and end, in UTF-16 offsets. Grows while a text is read. */
export class TokenTable {
  count = 0;
  kinds: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;

  constructor(capacity: number) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(kind: TokenKind, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow(this.count * 2);
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  /** Adds tokens of another table, from one index up to another, moved by `shift` in the text. */
  copy({ kinds, starts, ends }: TokenTable, from: TokenIndex, to: TokenIndex, shift: number): void {
    const { count } = this;
    if (count + to - from > this.kinds.length) this.grow(count + to - from);
    this.kinds.set(kinds.subarray(from, to), count);
    for (let i = from, at = count; i < to; i++, at++) {
      this.starts[at] = starts[i]! + shift;
      this.ends[at] = ends[i]! + shift;
    }
    this.count += to - from;
  }

  /** Gives back the room that no token needs, unless it is too little to copy everything for. */
  trim(): void {
    if (this.kinds.length - this.count <= 64) return;
    this.kinds = this.kinds.slice(0, this.count);
    this.starts = this.starts.slice(0, this.count);
    this.ends = this.ends.slice(0, this.count);
  }

  private grow(capacity: number): void {
    const larger = <A extends Uint8Array | Uint32Array>(from: A, to: A): A => (to.set(from), to);
    this.kinds = larger(this.kinds, new Uint8Array(capacity));
    this.starts = larger(this.starts, new Uint32Array(capacity));
    this.ends = larger(this.ends, new Uint32Array(capacity));
  }
}
