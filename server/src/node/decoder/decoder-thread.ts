import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../packages/encoded.ts';

export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'decoded'; readonly outcomes: readonly Outcome[] }
  /** The decoder failed on these files; the next ones get a fresh one. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The reason of a failure: of these files, or of the decoder itself. */
export class DecoderError extends Error {
  override readonly name = 'DecoderError';
  readonly kind: 'gave-up' | 'unavailable';

  constructor(kind: DecoderError['kind'], reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** How long a thread may take to start. */
const START_MS = 30_000;

/** Owns one thread of the decoder, which takes one set of files at a time. Does not keep the process alive. */
export class DecoderThread {
  readonly #worker: Worker;
  readonly #limitMs: number;
  #isReady = false;
  #left: string | undefined;
  #listener: (message: ThreadMessage | { readonly kind: 'left' }) => void = () => {};

  /** @param limitMs how long it may work on a set of files */
  constructor(program: URL, limitMs: number) {
    this.#limitMs = limitMs;
    this.#worker = new Worker(program);
    this.#worker.unref();
    this.#worker.on('message', (message: ThreadMessage) => this.#listener(message));
    this.#worker.on('error', (error) => this.#leave(error.message));
    this.#worker.on('exit', (code) => this.#leave(`its thread left with ${code}`));
  }

  /** Whether it answers no more. */
  get hasExited(): boolean {
    return this.#left !== undefined;
  }

  /** @throws DecoderError */
  async decode(files: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    if (!this.#isReady) await this.#start();
    this.#worker.postMessage(files);
    const reply = await this.#next(this.#limitMs, 'gave-up');
    if (reply.kind === 'decoded') return reply.outcomes;
    throw new DecoderError('gave-up', reply.kind === 'failed' ? reply.reason : 'it sent no result');
  }

  async end(): Promise<void> {
    this.#leave('it was ended');
    await this.#worker.terminate();
  }

  async #start(): Promise<void> {
    await this.#next(START_MS, 'unavailable');
    this.#isReady = true;
  }

  /** Its next message. One that takes too long ends the thread. */
  #next(limitMs: number, kind: DecoderError['kind']): Promise<ThreadMessage> {
    this.#worker.ref();
    return new Promise<ThreadMessage>((resolve, reject) => {
      const fail = () => reject(new DecoderError(kind, this.#left ?? ''));
      const timer = setTimeout(() => {
        this.#leave(`it took longer than ${limitMs / 1000} s`);
        void this.#worker.terminate();
      }, limitMs);
      this.#listener = (message) => {
        clearTimeout(timer);
        this.#worker.unref();
        if (message.kind === 'left') fail();
        else resolve(message);
      };
      if (this.hasExited) this.#listener({ kind: 'left' });
    });
  }

  #leave(reason: string): void {
    if (this.hasExited) return;
    this.#left = reason;
    this.#listener({ kind: 'left' });
  }
}
