/** wasi:io/error, and how the streams of wasi:io/streams fail. */

/** Results of type `result<_, E>` are thrown as this by the bindings' convention: a bare value. */
export type StreamError =
  { readonly tag: 'closed' } | { readonly tag: 'last-operation-failed'; readonly val: IoError };

export const closed = (): StreamError => ({ tag: 'closed' });

export class IoError extends Error {
  toDebugString(): string {
    return this.message;
  }
}

/** @param error thrown by the host's own code */
export const failed = (error: unknown): StreamError => ({
  tag: 'last-operation-failed',
  val: error instanceof IoError ? error : new IoError('the operation failed'),
});
