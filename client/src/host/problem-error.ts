import type { Problem } from '../../../host/src/protocol.ts';

/** An error with a remedy for the user, in the form of the host's errors. */
export function problemError(problem: Problem): Error & { readonly data: Problem } {
  return Object.assign(new Error(problem.message), { data: problem });
}

function hasProblem(error: unknown): error is { readonly data: Problem } {
  const data =
    error instanceof Error && 'data' in error ? (error.data as Partial<Problem> | null) : undefined;
  return typeof data?.code === 'string' && typeof data.message === 'string';
}

/** The problem that an error carries; any other error becomes one. */
export function problemOf(error: unknown): Problem {
  if (hasProblem(error)) return error.data;
  return { code: 'unexpected-error', message: error instanceof Error ? error.message : String(error) };
}
