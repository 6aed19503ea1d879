import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HostError } from '../../problem.ts';
import { readTrace } from '../../protocol/trace.ts';
import { spansRequest } from './spans.ts';

/**
 * Writes a saved recording as the requests that a collector of OpenTelemetry reads from a file, one on a line.
 * @throws HostError `trace-not-readable`
 */
export async function exportTrace(trace: string, to: string): Promise<void> {
  const { calls, component = trace } = await read(trace);
  await writeFile(to, `${JSON.stringify(spansRequest(calls, basename(component)))}\n`);
}

async function read(trace: string): Promise<ReturnType<typeof readTrace>> {
  try {
    return readTrace(await readFile(trace, 'utf8'));
  } catch (error) {
    throw new HostError({
      code: 'trace-not-readable',
      message: `${basename(trace)} is not a recording: ${(error as Error).message}`,
      help: "A recording is a file in Chrome's trace format, as `--trace FILE` writes it.",
    });
  }
}
