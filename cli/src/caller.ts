import { isatty } from 'node:tty';
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

export const ownCaller = (): Caller => ({
  pid: process.pid,
  cwd: process.cwd(),
  env: process.env,
  // The streams themselves are not opened to learn it.
  terminals: (['stdin', 'stdout', 'stderr'] as const).filter((_, descriptor) => isatty(descriptor)),
});

/** CI gets no resident host: it would outlive the job without being used. */
export const usesResident = ({ WIT_STUDIO_RESIDENT: wish, CI }: NodeJS.ProcessEnv = process.env): boolean =>
  wish === undefined ? !CI : wish !== '0';
