import { spawn } from 'node:child_process';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';

export interface Ran {
  /** The exit code. */
  readonly code: number;
  /** Its output, if it was requested; otherwise empty. */
  readonly printed: string;
}

/**
 * Runs the program of a test runner.
 * @param output where it writes
 * @param keep whether what it prints is returned, too; a terminal is then not seen as one by the program
 */
export function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  output: 'inherit' | 'ignore',
  keep = false,
): Promise<Ran> {
  return new Promise((done, fail) => {
    // A test runner that starts this one would keep it from running anything.
    const { NODE_TEST_CONTEXT: _runner, ...env } = process.env;
    const stdio = keep ? (['ignore', 'pipe', 'pipe'] as const) : output;
    const child = spawn(command, args, { cwd, env, stdio: typeof stdio === 'string' ? stdio : [...stdio] });
    let printed = '';
    const keepFrom = (from: 'stdout' | 'stderr') =>
      child[from]?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (output === 'inherit') process[from].write(text);
      });
    keepFrom('stdout');
    keepFrom('stderr');
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, printed: printed.replaceAll('\r\n', '\n') }));
  });
}

/** The result for a missing command. */
export const missing =
  (problem: Problem) =>
  (error: NodeJS.ErrnoException): never => {
    throw error.code === 'ENOENT' ? new HostError(problem) : error;
  };
