/** Resolves when `holds` does; the test's own time limit ends one that never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 10));
}
