import { relative } from 'node:path';
import { HostError } from '../../host/src/problem.ts';
import type { Finding, Problem, SourceLocation } from '../../host/src/protocol.ts';
import { Help, Usage } from './usage.ts';

/** Prints what went wrong and gives the exit code: 1 for a problem, 2 for a wrong command line. */
export function reportFailure(error: unknown): number {
  if (error instanceof Help) {
    process.stdout.write(error.usage);
    return 0;
  }
  if (error instanceof Usage) {
    process.stderr.write(`wit-studio: ${error.message} (\`${error.help}\` says more)\n`);
    return 2;
  }
  if (error instanceof HostError) {
    process.stderr.write(problemText(error.problem));
    return exitCodeOf(error.problem);
  }
  process.stderr.write(`error[unexpected]: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

/** What stops a guest ends with the code that wasmtime gives it: that of an abort. */
const exitCodeOf = ({ code }: Problem): number => (['guest-trap', 'guest-timeout'].includes(code) ? 134 : 1);

/** Whether the guest was stopped while output of it may wait for a reader, which this process does not do. */
export const isOverdue = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'guest-timeout';

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
  return `${lines.join('\n')}\n`;
}

const place = ({ file, start }: SourceLocation): string =>
  `${relative(process.cwd(), file) || file}:${start.line + 1}:${start.character + 1}`;
