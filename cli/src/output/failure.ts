import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { exitCodeOf } from '../../../host/src/base/exit-code.ts';
import { HostError, problemOf } from '../../../host/src/base/problem.ts';
import type { Finding, Problem, SourceLocation } from '../../../host/src/protocol.ts';
import { storage } from '../storage.ts';
import { Interrupted } from '../interrupt.ts';
import { Help, Usage } from '../usage.ts';
import { printable } from './printable.ts';

/** Prints what went wrong and gives the exit code: 1 for a problem, 2 for a wrong command line. */
export function reportFailure(error: unknown): number {
  if (error instanceof Help) {
    process.stdout.write(error.usage);
    return 0;
  }
  if (error instanceof Usage) {
    process.stderr.write(`wit-studio: ${error.message}; see \`${error.help}\`\n`);
    return 2;
  }
  if (error instanceof Interrupted) return error.exitCode;
  const problem = withCache(problemOf(error));
  process.stderr.write(problemText(problem));
  return exitCodeOf(problem);
}

/** If the default cache cannot be written, the help says how to name another one. */
function withCache(problem: Problem): Problem {
  if (problem.code !== 'file-access' || isWritable(storage())) return problem;
  const help = `The cache is in ${storage()}: set XDG_CACHE_HOME to a folder that you may write to.`;
  return { ...problem, help };
}

function isWritable(folder: string): boolean {
  const nearestExisting = (path: string): string =>
    existsSync(path) ? path : nearestExisting(dirname(path));
  try {
    accessSync(nearestExisting(folder), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the process exits without waiting for pending work: the output of a stopped guest, which may wait for a
 * reader, and anything that an interrupted command has not ended.
 */
export const isOverdue = (error: unknown): boolean =>
  error instanceof Interrupted || (error instanceof HostError && error.problem.code === 'guest-timeout');

/** `error[code]: message`, the place, the reasons, what to do. */
export function problemText(problem: Problem | Finding, severity = 'error'): string {
  const { code, message, at, causes = [], help, findings = [] } = problem;
  if (findings.length > 1) return findings.map((finding) => problemText(finding, finding.severity)).join('');
  const lines = [
    `${severity}[${code}]: ${message}`,
    ...(at ? [`  --> ${place(at)}`] : []),
    ...causes.flatMap((cause) => cause.split('\n')).map((cause) => `  | ${cause}`),
    ...(help ? [`  help: ${help}`] : []),
  ];
  return printable(`${lines.join('\n')}\n`);
}

const place = ({ file, start }: SourceLocation): string =>
  `${relative(process.cwd(), file) || file}:${start.line + 1}:${start.character + 1}`;
