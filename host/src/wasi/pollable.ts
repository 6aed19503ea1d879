/**
 * wasi:io/poll for a guest that runs synchronously on its own thread.
 * Nothing here waits for an event loop: something is either ready, or the thread sleeps (wake.ts).
 */
import { misuse } from './misuse.ts';
import { sleep, wakeCount } from './wake.ts';

/** Something to wait for. */
export class Pollable {
  readonly #ready: () => boolean;
  readonly #deadline: () => number | undefined;
  #onDrop: (() => void) | undefined;

  /**
   * @param deadline milliseconds of `performance.now()` after which it will be ready by itself
   * @param onDrop called when the guest drops it
   */
  constructor(
    ready: () => boolean = () => true,
    deadline: () => number | undefined = () => undefined,
    onDrop?: () => void,
  ) {
    this.#ready = ready;
    this.#deadline = deadline;
    this.#onDrop = onDrop;
  }

  ready(): boolean {
    return this.#ready();
  }

  block(): void {
    poll([this]);
  }

  static deadlineOf(pollable: Pollable): number | undefined {
    return pollable.#deadline();
  }

  [Symbol.dispose](): void {
    this.#onDrop?.();
    this.#onDrop = undefined;
  }
}

/** Indices of the pollables that are ready; sleeps until there is one. */
export function poll(pollables: readonly Pollable[]): Uint32Array {
  if (pollables.length === 0) throw misuse('it waits for an empty list (wasi:io/poll)');
  for (;;) {
    const seen = wakeCount();
    const ready = pollables.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    const deadlines = pollables.flatMap((pollable) => Pollable.deadlineOf(pollable) ?? []);
    sleep(seen, Math.min(...deadlines));
  }
}
