import { closeSync, openSync, writeSync } from 'node:fs';
import type { ObserverHost, Reply, Report } from '../../host/src/guest/crossing/report.ts';
import { Usage } from './usage.ts';

export const traceOption = { trace: { type: 'string' } } as const;
export const traceUsage = `
  --trace FILE              record each call between instances, and to and from the host, in Chrome's trace
                            format (Perfetto, chrome://tracing)
`;

/** Writes what is observed as one JSON list. A run that is killed leaves it open, which readers of traces accept. */
export class TraceFile implements ObserverHost {
  readonly #file: number;
  #isEmpty = true;

  /** @throws Usage when it cannot be written */
  constructor(path: string, usage: string) {
    try {
      this.#file = openSync(path, 'w');
    } catch (error) {
      throw new Usage(`--trace ${path}: ${(error as Error).message}`, usage);
    }
    writeSync(this.#file, '[');
  }

  report(report: Report): Reply {
    for (const event of report.kind === 'trace' ? report.events : []) {
      writeSync(this.#file, `${this.#isEmpty ? '' : ','}\n${JSON.stringify(event)}`);
      this.#isEmpty = false;
    }
    return { kind: 'go' };
  }

  close(): void {
    writeSync(this.#file, '\n]\n');
    closeSync(this.#file);
  }
}

/** Does `work` with an observer that writes `path`, where one is named. */
export async function traced<T>(
  path: string | undefined,
  usage: string,
  work: (options: { readonly observer?: ObserverHost }) => Promise<T>,
): Promise<T> {
  if (path === undefined) return work({});
  const file = new TraceFile(path, usage);
  try {
    return await work({ observer: file });
  } finally {
    file.close();
  }
}
