/**
 * Whether the client of a request still waits for the response. An `AbortSignal` says the same, for as much time as
 * all else that a small request takes.
 */
export class Client {
  #hasLeft = false;
  #onLeave: (() => void) | undefined;

  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** @param listener in place of the one before; called at most once */
  onLeave(listener: (() => void) | undefined): void {
    this.#onLeave = listener;
  }

  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#onLeave?.();
  }
}
