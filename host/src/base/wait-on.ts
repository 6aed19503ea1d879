let isBusy = false;

/**
 * Does what blocks this thread, unless the thread is in the middle of such work. A debugger pauses a thread also there,
 * and may evaluate a call that would block once more: the replies of two calls would be exchanged, and V8, which has one
 * place for a thread among those that wait, would lose the others.
 * @throws Error within such an evaluation
 */
export function blocking<T>(work: () => T): T {
  if (isBusy) throw new Error('the thread waits for the host, which cannot be called once more meanwhile');
  isBusy = true;
  try {
    return work();
  } finally {
    isBusy = false;
  }
}

/**
 * `Atomics.wait`, not within another one.
 * @param timeoutMs in milliseconds
 * @throws Error as `blocking`
 */
export function waitOn(cells: Int32Array, index: number, value: number, timeoutMs = Infinity): void {
  blocking(() => Atomics.wait(cells, index, value, timeoutMs));
}
