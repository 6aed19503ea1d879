/** The standard streams between this process and that of a guest. */
import type { ChildProcess } from 'node:child_process';
import { pipeline, type Readable } from 'node:stream';
import type { Output } from '../guest/streams/output.ts';
import type { Streams } from './spawn-guest.ts';

export interface GuestStreams {
  /** Takes the guest's output; without it the guest has the standard streams of this process. */
  readonly output?: Output;
  /** The guest's standard input, this process' own when `inherit`; without one it finds it at its end. */
  readonly stdin?: Readable | 'inherit';
}

/** The input of a guest whose streams are messages; that of others is passed to their process. */
export function inputOf(
  { stdin: pipe }: ChildProcess,
  stdin: GuestStreams['stdin'],
): AsyncIterator<Uint8Array> | undefined {
  if (typeof stdin !== 'object') return undefined;
  if (!pipe) return stdin.iterator({ destroyOnReturn: false });
  // A guest may end before its input does.
  pipeline(stdin, pipe, () => {});
  return undefined;
}

/** Passes on the output of a guest whose streams are pipes. */
export function passOutput({ stdout, stderr }: ChildProcess, output: Output): void {
  if (stdout) void passOn(stdout, (bytes) => output('stdout', bytes));
  if (stderr) void passOn(stderr, (bytes) => output('stderr', bytes));
}

/** Reads at the receiver's pace; a receiver that fails closes the guest's stream. */
async function passOn(from: Readable, to: (bytes: Uint8Array) => unknown): Promise<void> {
  try {
    for await (const bytes of from) await to(bytes as Buffer);
  } catch {
    from.destroy();
  }
}

/** The standard streams that a process for a guest with these options has. */
export const streamsOf = ({ output, stdin }: GuestStreams): Streams => ({
  stdin: stdin === undefined ? 'ignore' : stdin === 'inherit' ? 'inherit' : 'pipe',
  output: output ? 'pipe' : 'inherit',
});
