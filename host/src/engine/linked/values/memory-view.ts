import { bytesIn } from '../state/state.ts';

/** A memory as bytes, current after it has grown. */
export class MemoryView {
  readonly #memory: WebAssembly.Memory;
  /** Its size in pages, where those are counted: the memory itself may be larger. */
  readonly #pages: WebAssembly.Global | undefined;
  #view = new DataView(new ArrayBuffer(0));
  #bytes = new Uint8Array(this.#view.buffer);

  constructor(memory: WebAssembly.Memory, pages: WebAssembly.Global | undefined) {
    this.#memory = memory;
    this.#pages = pages;
  }

  get view(): DataView {
    this.#follow();
    return this.#view;
  }

  get bytes(): Uint8Array {
    this.#follow();
    return this.#bytes;
  }

  #follow(): void {
    const { buffer } = this.#memory;
    const length = bytesIn(this.#memory, this.#pages);
    if (buffer === this.#view.buffer && length === this.#view.byteLength) return;
    this.#view = new DataView(buffer, 0, length);
    this.#bytes = new Uint8Array(buffer, 0, length);
  }
}
