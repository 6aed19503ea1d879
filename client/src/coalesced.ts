/** Work that is asked for while it runs is done once more behind it. */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => (running = work().finally(() => (running = undefined)));
  return () => {
    if (!running) return start();
    return (next ??= running.then(start, start).finally(() => (next = undefined)));
  };
}
