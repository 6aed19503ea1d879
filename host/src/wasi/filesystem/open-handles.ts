/** The open handles of one instance, all closed with it. */
export class OpenHandles {
  readonly #open = new Set<() => void>();

  /** @returns closes it, the first time it is called */
  add(close: () => void): () => void {
    const once = (): void => {
      if (this.#open.delete(once)) close();
    };
    this.#open.add(once);
    return once;
  }

  closeAll(): void {
    for (const close of this.#open) close();
  }
}
