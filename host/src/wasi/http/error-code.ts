import { IoError } from '../stream-error.ts';

/** An error-code of wasi:http, such as `{ tag: 'internal-error', val: 'why' }`. */
export interface ErrorCode {
  readonly tag: string;
  readonly val?: unknown;
}

/** The failure of a stream that wasi:http knows more of. */
export class HttpError extends IoError {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The message of a stream's failure when its sender was silent for too long: 0.2 has no error code for it there. */
export const SILENT = 'nothing came for too long';

/** The error code for trailers after a failed body. */
export const codeOf = (error: unknown): ErrorCode =>
  error instanceof HttpError ? error.code : { tag: 'HTTP-protocol-error' };
