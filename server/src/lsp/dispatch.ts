import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { Superseded } from '../analysis/scheduler.ts';

/** An error without data of its own: what each method's error may carry is up to the method. */
export type Failure = ResponseError<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- as in the library

export type Log = (message: string) => void;

/**
 * The only way from a request to a feature.
 *
 * A cancelled request, or one whose snapshot was superseded, fails with LSP's error code for that. Any other exception
 * of a feature is our bug: it is logged, and the editor gets `nothing`, so that one bad request never costs the
 * session.
 */
export function dispatch<P, R>(log: Log, name: string, nothing: R, work: (params: P) => R | Promise<R>) {
  return async (params: P, token: CancellationToken): Promise<R | Failure> => {
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await work(params);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      if (error instanceof Superseded)
        return new ResponseError(LSPErrorCodes.ContentModified, 'the text changed');
      log(`${name}: ${describe(error)}`);
      return nothing;
    }
  };
}

/** Like `dispatch`, for notifications: failures are only logged. */
export function guard<P>(log: Log, name: string, work: (params: P) => void) {
  return (params: P): void => {
    try {
      work(params);
    } catch (error) {
      log(`${name}: ${describe(error)}`);
    }
  };
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function cancelled(): Failure {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
