import { HostError } from '../../base/problem.ts';
import type { Finding, Problem } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { endedBySignal, runTool } from '../tool.ts';
import { placedErrors } from './placed-errors.ts';

export interface CompilerRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; places in its output are relative to it. */
  readonly folder: string;
  /** The code of the problem and its findings. */
  readonly code: Problem['code'];
  /** The message when the output has no located errors; takes the exit code. */
  readonly failure: (code: number) => string;
  readonly help: string;
  /** The findings in its output; by default those of the form that most compilers have. */
  readonly read?: (lines: readonly string[], folder: string) => readonly Finding[];
}

/**
 * Runs a compiler.
 * @returns its warnings
 * @throws HostError `code`, at the first mistake
 */
export async function runCompiler(run: CompilerRun, context: BuildContext): Promise<readonly Finding[]> {
  const { command, args, env, folder, code } = run;
  const read = run.read ?? ((output) => placedErrors(output, folder, code));
  const lines: string[] = [];
  const onLine = (_: string, line: string): void | Promise<void> => {
    lines.push(line);
    return context.log(line);
  };
  const tool = { command, args, cwd: folder, signal: context.signal, onLine, ...(env && { env }) };
  const status = await runTool(tool);
  const findings = read(lines, folder);
  if (status === 0) return findings.filter(({ severity }) => severity === 'warning');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const failure =
    status === undefined ? endedBySignal(command) : { message: run.failure(status), help: run.help };
  throw new HostError({
    code,
    message: first?.message ?? failure.message,
    ...(first?.at && { at: first.at }),
    help: first ? run.help : failure.help,
    findings: errors,
  });
}
