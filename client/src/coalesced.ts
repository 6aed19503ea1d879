/** Work that is asked for while it runs is done once more behind it. */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    // From here on, a request comes too late for this work.
    next = undefined;
    return (running = work().finally(() => (running = undefined)));
  };
  return () => {
    if (running) next ??= running.then(start, start);
    return next ?? start();
  };
}
