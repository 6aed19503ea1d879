import type { Container } from './shown.ts';

interface Known {
  readonly thread: number;
  /** The number of the frame that the values are of. */
  readonly frame: number;
  readonly container: Container;
}

/** Numbers for values that an editor may request later. They are valid until the thread resumes. */
export class References {
  readonly #known = new Map<number, Known>();
  #last = 0;

  of(thread: number, frame: number, container: Container): number {
    this.#known.set(++this.#last, { thread, frame, container });
    return this.#last;
  }

  find(number: number): Known | undefined {
    return this.#known.get(number);
  }

  drop(thread: number): void {
    for (const [number, known] of this.#known) if (known.thread === thread) this.#known.delete(number);
  }
}

/** A frame's number includes its thread. */
const FRAMES = 10_000;
export const frameNumber = (thread: number, frame: number): number => thread * FRAMES + frame;
export const frameOf = (number: number): { thread: number; frame: number } => ({
  thread: Math.floor(number / FRAMES),
  frame: number % FRAMES,
});
