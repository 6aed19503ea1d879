import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HostError } from '../../base/problem.ts';
import { readTrace, type CallRecord } from '../../protocol/trace.ts';
import { spansRequest } from './spans.ts';

/**
 * Writes a saved recording as the requests that a collector of OpenTelemetry reads from a file, one on a line.
 * @throws HostError `trace-not-readable`
 */
export async function exportTrace(trace: string, to: string): Promise<void> {
  const { calls, component = trace } = await read(trace);
  await writeFile(to, `${JSON.stringify(spansRequest(calls.map(identified), basename(component)))}\n`);
}

/** Identifiers of OpenTelemetry, also for a trace of another program. */
const identified = (call: CallRecord): CallRecord => ({
  ...call,
  trace: identifier(call.trace, 32),
  span: identifier(call.span, 16),
  ...(call.parent !== undefined && { parent: identifier(call.parent, 16) }),
});

/** The text if it is an identifier of that many hexadecimal digits; otherwise one that follows from the text. */
function identifier(text: string, digits: number): string {
  if (text.length === digits && /^(?!0+$)[0-9a-f]+$/.test(text)) return text;
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
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
