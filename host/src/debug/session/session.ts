import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type {
  Answer,
  Inspect,
  ObserverHost,
  Reply,
  Report,
  Step,
  Stop,
  StopOn,
} from '../../guest/crossing/report.ts';
import { Breakpoints } from './breakpoints.ts';

/** What a session tells whoever shows it. */
export interface SessionEvents {
  threadStarted(thread: number): void;
  stopped(thread: number, stop: Stop): void;
  logged(text: string): void;
}

interface Stopped {
  readonly stop: Stop;
  /** Gives the thread its next command. */
  reply: (reply: Reply) => void;
  answered: ((answer: Answer) => void) | undefined;
  /** The question that is under way, and those behind it. */
  queue: Promise<unknown>;
}

/**
 * A program under the debugger. Its threads stand still in a question to this side: a stopped guest stops neither
 * this process nor its own, which other threads go on in.
 */
export class DebugSession implements ObserverHost {
  readonly parts: ObservedParts;
  readonly breakpoints: Breakpoints;
  readonly #events: SessionEvents;
  readonly #threads = new Set<number>();
  readonly #stopped = new Map<number, Stopped>();
  readonly #stepHost: boolean;
  #on: readonly StopOn[] = ['trap'];
  #pause: boolean;
  #changed: () => void = () => {};

  constructor(
    parts: ObservedParts,
    events: SessionEvents,
    {
      stopOnEntry = false,
      stepHost = false,
    }: { readonly stopOnEntry?: boolean; readonly stepHost?: boolean },
  ) {
    this.parts = parts;
    this.breakpoints = new Breakpoints(parts);
    this.#events = events;
    this.#pause = stopOnEntry;
    this.#stepHost = stepHost;
  }

  attach(changed: () => void): void {
    this.#changed = changed;
  }

  report(report: Report): Reply | Promise<Reply> {
    if (report.kind === 'trace') return { kind: 'go' };
    this.#meet(report.thread);
    if (report.kind === 'settings') return { kind: 'settings', settings: this.#settings() };
    if (report.kind === 'stopped') return this.#stop(report.thread, report.stop);
    if (report.kind === 'answer') return this.#answered(report.thread, report.answer);
    if (this.breakpoints.stopping([report.breakpoint]).length > 0) this.#events.logged(report.text);
    return { kind: 'go' };
  }

  get threads(): readonly number[] {
    return [...this.#threads];
  }

  stopOf(thread: number): Stop | undefined {
    return this.#stopped.get(thread)?.stop;
  }

  /** Threads that run look at the breakpoints again. */
  changed(): void {
    this.#changed();
  }

  stopOn(on: readonly StopOn[]): void {
    this.#on = on;
    this.#changed();
  }

  pause(): void {
    this.#pause = true;
    this.#changed();
  }

  resume(thread: number, step?: Step): void {
    const stopped = this.#stopped.get(thread);
    this.#stopped.delete(thread);
    stopped?.reply({ kind: 'resume', ...(step && { step }) });
  }

  /** Asks a thread that has stopped; one question after the other. */
  inspect(thread: number, inspect: Inspect): Promise<Answer> {
    const stopped = this.#stopped.get(thread);
    if (!stopped) return Promise.resolve({ refused: 'the thread runs' });
    const asked = stopped.queue.then(
      () =>
        new Promise<Answer>((answered) => {
          stopped.answered = answered;
          stopped.reply(inspect);
        }),
    );
    stopped.queue = asked;
    return asked;
  }

  /** The program is gone: what waits for it gets an answer. */
  end(): void {
    const gone = { refused: 'the program has ended' };
    for (const { answered } of this.#stopped.values()) answered?.(gone);
    this.#stopped.clear();
  }

  #meet(thread: number): void {
    if (this.#threads.has(thread)) return;
    this.#threads.add(thread);
    this.#events.threadStarted(thread);
  }

  #settings() {
    return {
      breakpoints: this.breakpoints.settings,
      on: this.#on,
      pause: this.#pause,
      stepHost: this.#stepHost,
    };
  }

  #stop(thread: number, stop: Stop): Reply | Promise<Reply> {
    const breakpoints = this.breakpoints.stopping(stop.breakpoints);
    if (stop.reason === 'breakpoint' && breakpoints.length === 0) return { kind: 'go' };
    if (this.#pause) {
      this.#pause = false;
      this.#changed();
    }
    return new Promise((reply) => {
      const actual = { ...stop, breakpoints };
      this.#stopped.set(thread, { stop: actual, reply, answered: undefined, queue: Promise.resolve() });
      this.#events.stopped(thread, actual);
    });
  }

  #answered(thread: number, answer: Answer): Reply | Promise<Reply> {
    const stopped = this.#stopped.get(thread);
    if (!stopped) return { kind: 'resume' };
    return new Promise((reply) => {
      stopped.reply = reply;
      stopped.answered?.(answer);
      stopped.answered = undefined;
    });
  }
}
