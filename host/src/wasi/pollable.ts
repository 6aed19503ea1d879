/** wasi:io/poll: something is either ready, or the guest is suspended or its thread sleeps (wake.ts). */
import { misuse } from './misuse.ts';
import { whenReady, type Awaitable } from './wake.ts';

/** Something to wait for. */
export class Pollable {
  readonly #ready: () => boolean;
  readonly #deadline: () => number | undefined;
  #onDrop: (() => void) | undefined;

  /**
   * @param deadline milliseconds of `nowMs` after which it will be ready by itself
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

  block(): Awaitable<void> {
    return whenReady(
      this.#ready,
      () => {},
      () => this.#deadline() ?? Infinity,
    );
  }

  static deadlineOf(pollable: Pollable): number | undefined {
    return pollable.#deadline();
  }

  [Symbol.dispose](): void {
    this.#onDrop?.();
    this.#onDrop = undefined;
  }
}

/** Indices of the pollables that are ready; waits until there is one. */
export function poll(pollables: readonly Pollable[]): Awaitable<Uint32Array> {
  if (pollables.length === 0) throw misuse('it waits for an empty list (wasi:io/poll)');
  let ready: number[] = [];
  const look = (): boolean => {
    // One that is listed twice is asked once, as in wasmtime: an instant that has passed is ready at its second look.
    const readyOnes = new Set([...new Set(pollables)].filter((pollable) => pollable.ready()));
    ready = pollables.flatMap((pollable, index) => (readyOnes.has(pollable) ? [index] : []));
    return ready.length > 0;
  };
  return whenReady(
    look,
    () => Uint32Array.from(ready),
    () => Math.min(...pollables.flatMap((pollable) => Pollable.deadlineOf(pollable) ?? [])),
  );
}
