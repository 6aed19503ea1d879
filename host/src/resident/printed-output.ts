/** Output of a run that its client prints. */
import type { Output } from '../guest/streams/output.ts';
import type { FromResident, ToResident } from './frames.ts';

type Send = (message: FromResident, bytes: Uint8Array) => Promise<void>;

/** How much of a stream may be on its way to the client: about what a pipe holds. */
const WINDOW = 65_536;

/**
 * The first output of each stream waits until the client has written it, so that a guest learns at once that there is
 * no reader or no room; later output only when much is on its way.
 */
export class PrintedOutput {
  readonly #streams;

  constructor(send: Send) {
    this.#streams = { stdout: new PrintedStream('stdout', send), stderr: new PrintedStream('stderr', send) };
  }

  /** Rejects with the code of the system's error when the client could not write the stream. */
  readonly write: Output = (stream, bytes) => this.#streams[stream].write(bytes);

  written({ stream, failure }: Extract<ToResident, { kind: 'written' }>): void {
    this.#streams[stream].written(failure);
  }

  /** The client has closed the connection. */
  end(): void {
    for (const stream of Object.values(this.#streams)) stream.written('EPIPE');
  }
}

class PrintedStream {
  readonly #name: 'stdout' | 'stderr';
  readonly #send: Send;
  /** The lengths of what is on its way, oldest first. */
  readonly #lengths: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #length = 0;
  #window = 0;
  #failure: string | undefined;

  constructor(name: 'stdout' | 'stderr', send: Send) {
    this.#name = name;
    this.#send = send;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#check();
    this.#lengths.push(bytes.length);
    this.#length += bytes.length;
    await this.#send({ kind: 'output', stream: this.#name }, bytes);
    while (this.#length > this.#window && this.#failure === undefined)
      await new Promise<void>((done) => this.#waiting.push(done));
    this.#check();
  }

  written(failure: string | undefined): void {
    this.#failure ??= failure;
    this.#window = WINDOW;
    this.#length -= this.#lengths.shift() ?? 0;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #check(): void {
    if (this.#failure === undefined) return;
    throw Object.assign(new Error('the output cannot be written'), { code: this.#failure });
  }
}
