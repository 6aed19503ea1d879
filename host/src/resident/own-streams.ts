import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { writeSome } from '../base/write-some.ts';

/** The standard streams of a run. */
export interface Streams {
  readonly stdin: Readable;
  /**
   * Writes all of it.
   * @throws the system's error, or rejects with it, when it cannot be written
   */
  readonly write: (stream: StreamName, bytes: Uint8Array) => void | Promise<void>;
}

export type StreamName = 'stdout' | 'stderr';

/** After so many bytes, a write to a pipe may block until its reader reads, which may be never. */
const PIPE_BYTES = 32_768;
const pipes = new Map<StreamName, boolean>();
let total = 0;

/** Those of this process. They are written to as files: opening them as streams takes longer than a small run. */
export const ownStreams: Streams = {
  get stdin() {
    return process.stdin;
  },
  write(stream, bytes) {
    total += bytes.length;
    if (total > PIPE_BYTES && isPipe(stream)) return writeLater(stream, bytes);
    const rest = writeSome(descriptorOf(stream), bytes);
    // Some other process has made the pipe one that does not wait.
    if (rest.length > 0) return writeLater(stream, rest);
  },
};

const descriptorOf = (stream: StreamName): number => (stream === 'stdout' ? 1 : 2);

function isPipe(stream: StreamName): boolean {
  const known = pipes.get(stream);
  if (known !== undefined) return known;
  const kind = fstatSync(descriptorOf(stream));
  const found = kind.isFIFO() || kind.isSocket();
  pipes.set(stream, found);
  return found;
}

function writeLater(stream: StreamName, bytes: Uint8Array): Promise<void> {
  const to = process[stream];
  // Without a listener, an error would end the process. The callback below gets it, too.
  if (to.listenerCount('error') === 0) to.on('error', () => {});
  return new Promise((done, fail) => void to.write(bytes, (error) => (error ? fail(error) : done())));
}
