const NEWLINE = 10;

/** Marks each line of output with the request that wrote it, as wasmtime does: `stdout [3] :: text`. */
export class LinePrefix {
  /** Whether the last thing written to the stream ended within a line, and of which request. */
  readonly #open = new Map<string, number>();

  of(stream: 'stdout' | 'stderr', id: number, bytes: Uint8Array): Uint8Array {
    const head = Buffer.from(`${stream} [${id}] :: `);
    const parts: Uint8Array[] = [];
    const open = this.#open.get(stream);
    if (open !== undefined && open !== id) parts.push(Buffer.from('\n'));
    for (let at = 0; at < bytes.length;) {
      if (at > 0 || open !== id) parts.push(head);
      const newline = bytes.indexOf(NEWLINE, at);
      const end = newline < 0 ? bytes.length : newline + 1;
      parts.push(bytes.subarray(at, end));
      at = end;
    }
    if (bytes.length > 0 && bytes.at(-1) !== NEWLINE) this.#open.set(stream, id);
    else this.#open.delete(stream);
    return Buffer.concat(parts);
  }
}
