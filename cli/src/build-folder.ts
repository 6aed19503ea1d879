import { build } from '../../host/src/build/build.ts';
import type { BuildResult } from '../../host/src/protocol.ts';
import { problemText } from './output/failure.ts';
import { interruptible } from './interrupt.ts';
import { ProgressLine } from './output/progress-line.ts';

/** Shared by all that is built at once. */
const progressLine = new ProgressLine(process.stderr);

export interface BuildHow {
  /** Whether components are built to be debugged in their sources. */
  readonly debug?: boolean;
  /** Gets what is being done, besides standard error. */
  readonly progress?: ((what: string) => void) | undefined;
}

/**
 * Builds one folder; output of the tools and findings go to standard error.
 * @param signal ends the build; without it, an interruption of the command does
 */
export async function buildFolder(
  folder: string,
  how: BuildHow = {},
  signal?: AbortSignal,
): Promise<BuildResult> {
  const { debug = false } = how;
  const ends: (() => void)[] = [];
  try {
    const progress = (what: string): void => {
      ends.push(progressLine.begin(what));
      how.progress?.(what);
    };
    const log = (line: string): void | Promise<void> => progressLine.log(line);
    const work = (signal: AbortSignal) => build(folder, { signal, debug, progress, log });
    const result = await (signal ? work(signal) : interruptible(work));
    for (const finding of result.findings) progressLine.log(problemText(finding, finding.severity).trimEnd());
    return result;
  } finally {
    for (const end of ends) end();
  }
}
