/**
 * Takes the output of a guest. If it returns a promise, the guest waits when much is buffered, and its stream is closed
 * when the promise is rejected.
 */
export type Output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => unknown;
