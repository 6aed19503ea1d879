import type { Answer, Inspect, Reply, Step, Stop } from '../../guest/crossing/report.ts';
import type { ThreadInspector } from '../inspector/thread-inspector.ts';
import type { SourceThread, StandingThread } from '../source/source-thread.ts';
import type { StackFrame } from '../source/stack.ts';

/** A stopped thread. */
export interface Standing {
  readonly stop: Omit<Stop, 'frames'>;
  readonly frames: readonly StackFrame[];
  /** The inspector, if the thread is stopped in V8. */
  readonly inspector?: ThreadInspector;
  resume(step?: Step): void;
  /** Asks for values of WIT; one question after the other. */
  inspect(inspect: Inspect): Promise<Answer>;
  /** The program is gone: what waits gets an answer. */
  end(): void;
}

const GONE: Answer = { refused: 'the program has ended' };

/** Sleeps in a question to the host, whose answer is what it does next. */
export class SleepingThread implements Standing {
  readonly stop: Stop;
  readonly frames: readonly StackFrame[];
  #reply: (reply: Reply) => void;
  #answered: ((answer: Answer) => void) | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(stop: Stop, reply: (reply: Reply) => void) {
    this.stop = stop;
    this.frames = stop.frames.map((call, index) => ({ kind: 'wit', call, index }));
    this.#reply = reply;
  }

  resume(step?: Step): void {
    this.#reply({ kind: 'resume', ...(step && { step }) });
  }

  inspect(inspect: Inspect): Promise<Answer> {
    const asked = this.#queue.then(
      () =>
        new Promise<Answer>((answered) => {
          this.#answered = answered;
          this.#reply(inspect);
        }),
    );
    this.#queue = asked;
    return asked;
  }

  /** @param reply gives the thread its next command */
  answered(answer: Answer, reply: (reply: Reply) => void): void {
    this.#reply = reply;
    this.#answered?.(answer);
    this.#answered = undefined;
  }

  end(): void {
    this.#answered?.(GONE);
  }
}

/** Stands still in V8. */
export class PausedThread implements Standing {
  readonly stop: Omit<Stop, 'frames'>;
  readonly frames: readonly StackFrame[];
  readonly inspector: ThreadInspector;
  readonly #thread: SourceThread;
  readonly #inspect: StandingThread['inspect'];

  constructor({ stop, frames, inspector, inspect }: StandingThread, thread: SourceThread) {
    this.stop = stop;
    this.frames = frames;
    this.inspector = inspector;
    this.#thread = thread;
    this.#inspect = inspect;
  }

  resume(step?: Step): void {
    this.#thread.resume(step);
  }

  inspect(inspect: Inspect): Promise<Answer> {
    return this.#inspect(inspect).catch(() => GONE);
  }

  end(): void {}
}
