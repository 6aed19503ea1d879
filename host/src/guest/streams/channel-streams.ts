import { Readable } from 'node:stream';
import type { FromGuest, Taken } from '../protocol.ts';
import type { Output } from './output.ts';

/** The standard streams of one guest, as messages to the host: its process stays when they end. */
export class ChannelStreams {
  readonly #post: (message: FromGuest) => unknown;
  readonly #untaken: Record<Taken['stream'], ((failure?: string) => void)[]> = { stdout: [], stderr: [] };
  /** Reads the host's input when the guest does. */
  readonly stdin: Readable;

  constructor(post: (message: FromGuest) => unknown) {
    this.#post = post;
    this.stdin = new Readable({ read: () => void post({ kind: 'want' }) });
  }

  readonly output: Output = (stream, bytes) =>
    new Promise<void>((done, fail) => {
      this.#untaken[stream].push((code) =>
        code === undefined ? done() : fail(Object.assign(new Error('it cannot be written'), { code })),
      );
      this.#post({ kind: 'output', stream, bytes });
    });

  taken({ stream, failure }: Taken): void {
    this.#untaken[stream].shift()?.(failure);
  }

  /** @param bytes absent at the end of the input */
  input(bytes: Uint8Array | undefined): void {
    this.stdin.push(bytes ?? null);
  }
}
