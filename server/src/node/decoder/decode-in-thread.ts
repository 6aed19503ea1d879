import type { Decode, Outcome, Refusal } from '../../packages/encoded.ts';
import { DecoderError, DecoderThread } from './decoder-thread.ts';

const fromSources = import.meta.url.endsWith('.ts');
const program = new URL(fromSources ? './thread-from-sources.mjs' : '../server/decoder.js', import.meta.url);

/** Packages take milliseconds. */
const LIMIT_MS = 10_000;
/** A thread costs memory, and another set of files seldom comes soon. */
const IDLE_MS = 10_000;

/**
 * A decoder in a separate thread, which the first set of files starts, which ends after a timeout or without work, and
 * which the next set starts again.
 */
export function decodeInThread(limitMs = LIMIT_MS, thread = program): Decode {
  const decoder = new Decoder(() => new DecoderThread(thread, limitMs));
  return (files) => decoder.decode(files);
}

class Decoder {
  readonly #makeThread: () => DecoderThread;
  #thread: DecoderThread | undefined;
  #idle: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(makeThread: () => DecoderThread) {
    this.#makeThread = makeThread;
  }

  decode(files: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const done = this.#queue.then(() => this.#together(files));
    this.#queue = done;
    return done;
  }

  async #together(files: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const outcomes = await this.#attempt(files);
    if (!('kind' in outcomes)) return outcomes;
    return outcomes.kind === 'gave-up' && files.length > 1
      ? this.#withoutCulprits(files)
      : files.map(() => refused(outcomes));
  }

  /** Tries each file by itself, and then those together on which the decoder does not fail. */
  async #withoutCulprits(files: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const alone: (Outcome | undefined)[] = [];
    for (const file of files) {
      const outcome = await this.#attempt([file]);
      alone.push('kind' in outcome ? refused(outcome) : undefined);
    }
    const good = await this.#attempt(files.filter((_, index) => alone[index] === undefined));
    let next = 0;
    return alone.map((one) => one ?? ('kind' in good ? refused(good) : good[next++]!));
  }

  async #attempt(files: readonly Uint8Array[]): Promise<readonly Outcome[] | Refusal> {
    clearTimeout(this.#idle);
    if (this.#thread === undefined || this.#thread.hasExited) this.#thread = this.#makeThread();
    const thread = this.#thread;
    try {
      return await thread.decode(files);
    } catch (error) {
      if (!(error instanceof DecoderError)) throw error;
      return { kind: error.kind, reasons: [error.message] };
    } finally {
      this.#idle = setTimeout(() => void thread.end(), IDLE_MS).unref();
    }
  }
}

const refused = (refusal: Refusal): Outcome => ({ kind: 'refused', refusal });
