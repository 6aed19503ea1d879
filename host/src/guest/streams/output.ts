/**
 * Takes the output of a guest. If it returns a promise, the guest waits when much is buffered, and its stream is closed
 * when the promise is rejected.
 */
export type Output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => unknown;

/** Prints a message of the host about a run. A failure to write it does not end the run. */
export async function printMessage(output: Output, text: string): Promise<void> {
  try {
    await output('stderr', Buffer.from(text));
  } catch {
    return;
  }
}
