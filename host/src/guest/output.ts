/**
 * Takes what a guest writes. Where it gives a promise, the guest waits once much is under way, and its stream is
 * closed when the promise is rejected.
 */
export type Output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => unknown;
