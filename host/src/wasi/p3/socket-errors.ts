/** Error codes of wasi:sockets 0.3, which are variants, from those of 0.2. */
import type { SocketErrorCode } from '../sockets/errors.ts';

export interface SocketError {
  readonly tag: string;
  readonly val?: string;
}

const OTHERS: readonly string[] = [
  'concurrency-conflict',
  'not-in-progress',
  'would-block',
  'new-socket-limit',
] satisfies SocketErrorCode[];

export function socketError(code: SocketErrorCode | 'connection-broken'): SocketError {
  if (code === 'unknown') return { tag: 'other' };
  return OTHERS.includes(code) ? { tag: 'other', val: code } : { tag: code };
}

/** A call of the real socket, whose failures are codes. */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw typeof error === 'string' ? socketError(error as SocketErrorCode) : error;
  }
}

/** For a result's error. */
export function refuse(code: SocketErrorCode): never {
  throw socketError(code);
}
