import type { ValuePath } from '../../guest/crossing/report.ts';

export interface Reference extends ValuePath {
  readonly thread: number;
}

/** Numbers for what an editor asks about later. They hold until the thread goes on. */
export class References {
  readonly #known = new Map<number, Reference>();
  #last = 0;

  of(reference: Reference): number {
    this.#known.set(++this.#last, reference);
    return this.#last;
  }

  find(number: number): Reference | undefined {
    return this.#known.get(number);
  }

  drop(thread: number): void {
    for (const [number, known] of this.#known) if (known.thread === thread) this.#known.delete(number);
  }
}

/** A frame's number says its thread. */
const FRAMES = 10_000;
export const frameNumber = (thread: number, frame: number): number => thread * FRAMES + frame;
export const frameOf = (number: number): { thread: number; frame: number } => ({
  thread: Math.floor(number / FRAMES),
  frame: number % FRAMES,
});
