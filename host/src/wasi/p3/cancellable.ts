import { wakeThisThread } from '../wake.ts';

/**
 * A call that a guest may cancel. The bindings dispose of its promise then, and its value is not used.
 * @param work waits with `until`, also for `isCancelled`
 */
export function cancellable<T>(work: (isCancelled: () => boolean) => Promise<T>): Promise<T> {
  let isCancelled = false;
  const cancel = (): void => {
    isCancelled = true;
    wakeThisThread();
  };
  return Object.assign(
    work(() => isCancelled),
    { [Symbol.dispose]: cancel },
  );
}
