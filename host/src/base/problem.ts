import { ProblemError as HostError } from '../../../server/src/base/problem.ts';
import { fileProblem } from './file-problem.ts';
import type { Problem } from '../protocol.ts';

/** The only error that the host throws on purpose: it carries a message for the user. */
export { HostError };

/** Whatever was thrown, as a problem. */
export const problemOf = (error: unknown): Problem =>
  error instanceof HostError ? error.problem : (fileProblem(error) ?? unexpected(error));

const unexpected = (error: unknown): Problem => ({
  code: 'host-fault',
  message: `WIT Studio failed: ${error instanceof Error ? error.message : String(error)}`,
  help: 'This is a fault of WIT Studio; please report it with the lines below.',
  ...(error instanceof Error &&
    error.stack && {
      causes: error.stack
        .split('\n')
        .slice(1, 8)
        .map((line) => line.trim()),
    }),
});
