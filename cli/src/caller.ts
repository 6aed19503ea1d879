import { fstatSync } from 'node:fs';
import type { StandardStream } from '../../host/src/protocol.ts';

/** The environment of a command line; the resident host uses that of its callers. */
export interface Caller {
  /** The number of its process. */
  readonly pid: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Which of its standard streams are terminals. */
  readonly terminals: readonly StandardStream[];
}

/** The caller of a command that runs in its own process. */
export const ownCaller = (): Caller => ({
  pid: process.pid,
  cwd: process.cwd(),
  env: process.env,
  // The streams themselves are not opened to learn it.
  terminals: (['stdin', 'stdout', 'stderr'] as const).filter((_, descriptor) => isTerminal(descriptor)),
});

/** Node.js' own answer needs a module whose loading a run in a pipe would notice: a pipe and a file are none anyway. */
function isTerminal(descriptor: number): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    // The stream is closed.
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}

/** CI gets no resident host: it would outlive the job without being used. */
export const usesResident = (
  { WIT_STUDIO_RESIDENT: setting, CI }: NodeJS.ProcessEnv = process.env,
): boolean => (setting === undefined ? !CI : setting !== '0');
