import type { InspectReply, Inspect, Reply, Step, Stop } from '../../guest/crossing/report.ts';
import type { ThreadInspector } from '../inspector/thread-inspector.ts';
import type { SourceThread, PausedSourceThread } from '../source/source-thread.ts';
import type { StackFrame } from '../source/stack.ts';

/** A stopped thread. */
export interface StoppedThread {
  readonly stop: Omit<Stop, 'frames'>;
  readonly frames: readonly StackFrame[];
  /** The inspector, if the thread is stopped in V8. */
  readonly inspector?: ThreadInspector;
  resume(step?: Step): void;
  /** Requests values of WIT, one request after the other. */
  inspect(inspect: Inspect): Promise<InspectReply>;
  /** The program has ended: pending requests get an error. */
  end(): void;
}

const GONE: InspectReply = { refused: 'the program has ended' };

/** Blocked in a call to the host, whose reply is its next command. */
export class BlockedThread implements StoppedThread {
  readonly stop: Stop;
  readonly frames: readonly StackFrame[];
  #reply: (reply: Reply) => void;
  #received: ((values: InspectReply) => void) | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(stop: Stop, reply: (reply: Reply) => void) {
    this.stop = stop;
    this.frames = stop.frames.map((call, index) => ({ kind: 'wit', call, index }));
    this.#reply = reply;
  }

  resume(step?: Step): void {
    this.#reply({ kind: 'resume', ...(step && { step }) });
  }

  inspect(inspect: Inspect): Promise<InspectReply> {
    const replied = this.#queue.then(
      () =>
        new Promise<InspectReply>((received) => {
          this.#received = received;
          this.#reply(inspect);
        }),
    );
    this.#queue = replied;
    return replied;
  }

  /** @param reply gives the thread its next command */
  receiveValues(values: InspectReply, reply: (reply: Reply) => void): void {
    this.#reply = reply;
    this.#received?.(values);
    this.#received = undefined;
  }

  end(): void {
    this.#received?.(GONE);
  }
}

/** Paused in V8. */
export class PausedThread implements StoppedThread {
  readonly stop: Omit<Stop, 'frames'>;
  readonly frames: readonly StackFrame[];
  readonly inspector: ThreadInspector;
  readonly #thread: SourceThread;
  readonly #inspect: PausedSourceThread['inspect'];

  constructor({ stop, frames, inspector, inspect }: PausedSourceThread, thread: SourceThread) {
    this.stop = stop;
    this.frames = frames;
    this.inspector = inspector;
    this.#thread = thread;
    this.#inspect = inspect;
  }

  resume(step?: Step): void {
    this.#thread.resume(step);
  }

  inspect(inspect: Inspect): Promise<InspectReply> {
    return this.#inspect(inspect).catch(() => GONE);
  }

  end(): void {}
}
