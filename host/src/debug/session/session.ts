import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type {
  InspectReply,
  DebuggedGuest,
  DebugSettings,
  Inspect,
  InspectorMessage,
  ObserverHost,
  Reply,
  Report,
  Step,
  Stop,
  StopOn,
} from '../../guest/crossing/report.ts';
import { SourceBreakpoints, type LineBreakpoint, type RequestedLine } from '../source/source-breakpoints.ts';
import type { SourceProgram } from '../source/source-program.ts';
import { SourceThread } from '../source/source-thread.ts';
import { Breakpoints, type RequestedBreakpoint, type PlacedBreakpoint } from './breakpoints.ts';
import { PausedThread, BlockedThread, type StoppedThread } from './stopped-thread.ts';

/** The events of a session. */
export interface SessionEvents {
  threadStarted(thread: number): void;
  threadEnded(thread: number): void;
  stopped(thread: number, stop: Omit<Stop, 'frames'>): void;
  logged(text: string): void;
}

/**
 * A debugged program. A thread is stopped either in a blocking request to this side, or in V8. A stopped thread blocks
 * neither this process nor the other threads of its own.
 */
export class DebugSession implements ObserverHost {
  /** Of the program that threads which start now run. */
  parts: ObservedParts;
  /** Whether the program has sources to stop in. */
  readonly inspects: boolean;
  readonly #functions: Breakpoints;
  readonly #lines: SourceBreakpoints;
  #sources: SourceProgram;
  readonly #events: SessionEvents;
  readonly #threads = new Set<number>();
  readonly #inspected = new Map<number, SourceThread>();
  readonly #stopped = new Map<number, StoppedThread>();
  readonly #stepHost: boolean;
  #on: readonly StopOn[] = ['trap'];
  #pause: boolean;
  #guest: DebuggedGuest = { changed: () => {}, inspect: () => {} };
  #lastId = 0;
  #isReleased = false;

  constructor(
    parts: ObservedParts,
    sources: SourceProgram,
    events: SessionEvents,
    {
      stopOnEntry = false,
      stepHost = false,
    }: { readonly stopOnEntry?: boolean; readonly stepHost?: boolean },
  ) {
    this.inspects = sources.hasSources;
    this.parts = { ...parts, inspects: this.inspects };
    this.#sources = sources;
    this.#functions = new Breakpoints(parts);
    this.#lines = new SourceBreakpoints(sources);
    this.#events = events;
    this.#pause = stopOnEntry;
    this.#stepHost = stepHost;
  }

  attach(guest: DebuggedGuest): void {
    this.#guest = guest;
  }

  report(report: Report): Reply | Promise<Reply> {
    if (report.kind === 'calls') return { kind: 'go' };
    const { thread } = report;
    if (report.kind === 'ended') return this.#part(thread);
    this.#meet(thread);
    if (report.kind === 'settings') return { kind: 'settings', settings: this.#settings() };
    if (report.kind === 'stopped') return this.#stop(thread, report.stop);
    if (report.kind === 'inspected') return this.#receiveValues(thread, report.reply);
    if (report.kind === 'loaded') return this.#loaded(thread);
    if (report.kind === 'resumed') return this.#inspected.get(thread)?.resumed() ?? { kind: 'resume' };
    if (this.#functions.stopping([report.breakpoint]).length > 0) this.#events.logged(report.text);
    return { kind: 'go' };
  }

  inspected({ thread, text }: InspectorMessage): void {
    this.#inspected.get(thread)?.receive(text);
  }

  get threads(): readonly number[] {
    return [...this.#threads];
  }

  stopped(thread: number): StoppedThread | undefined {
    return this.#stopped.get(thread);
  }

  /** Replaces the breakpoints at functions of WIT of one file; those by name have no file. */
  setFunctions(file: string, requested: readonly RequestedBreakpoint[]): readonly PlacedBreakpoint[] {
    const placed = this.#functions.replace(file, requested, this.#nextId);
    this.#guest.changed();
    return placed;
  }

  /** Replaces the breakpoints at lines of one file. */
  async setLines(file: string, requested: readonly RequestedLine[]): Promise<readonly LineBreakpoint[]> {
    const placed = this.#lines.replace(file, requested, this.#nextId);
    await Promise.all([...this.#inspected.values()].map((one) => one.rebind().catch(() => {})));
    return placed;
  }

  async stopOn(on: readonly StopOn[]): Promise<void> {
    this.#on = on;
    this.#guest.changed();
    await Promise.all([...this.#inspected.values()].map((one) => one.stopOn(on).catch(() => {})));
  }

  /** At the next crossing, or in the code that runs. */
  pause(): void {
    this.#pause = true;
    this.#guest.changed();
    for (const [thread, one] of this.#inspected)
      if (!this.#stopped.has(thread)) void one.pause().catch(() => {});
  }

  resume(thread: number, step?: Step): void {
    const stopped = this.#stopped.get(thread);
    this.#stopped.delete(thread);
    stopped?.resume(step);
  }

  /** Asks a thread that has stopped for values of WIT. */
  inspect(thread: number, inspect: Inspect): Promise<InspectReply> {
    return this.#stopped.get(thread)?.inspect(inspect) ?? Promise.resolve({ refused: 'the thread runs' });
  }

  /**
   * Threads that start from now on run another build of the program, with the same breakpoints.
   * @returns these, some of which may be elsewhere now
   */
  replace(parts: ObservedParts, sources: SourceProgram) {
    this.parts = { ...parts, inspects: this.inspects };
    this.#sources = sources;
    return { functions: this.#functions.reopen(parts), lines: this.#lines.reopen(sources) };
  }

  /** Resumes all threads, which stop no more. */
  async release(): Promise<void> {
    this.#isReleased = true;
    this.#guest.changed();
    await Promise.all([...this.#inspected.values()].map((one) => one.release().catch(() => {})));
    for (const thread of this.#stopped.keys()) this.resume(thread);
  }

  /** The program has ended: pending requests get an error. */
  end(): void {
    for (const stopped of this.#stopped.values()) stopped.end();
    for (const thread of this.#inspected.values()) thread.end();
    this.#stopped.clear();
    this.#inspected.clear();
    for (const thread of this.#threads) this.#events.threadEnded(thread);
    this.#threads.clear();
  }

  readonly #nextId = (): number => ++this.#lastId;

  #meet(thread: number): void {
    if (this.#threads.has(thread)) return;
    this.#threads.add(thread);
    this.#events.threadStarted(thread);
  }

  /** The thread has ended: pending requests get an error. */
  #part(thread: number): Reply {
    this.#stopped.get(thread)?.end();
    this.#inspected.get(thread)?.end();
    this.#stopped.delete(thread);
    this.#inspected.delete(thread);
    if (this.#threads.delete(thread)) this.#events.threadEnded(thread);
    return { kind: 'go' };
  }

  #settings(): DebugSettings {
    if (this.#isReleased) return { breakpoints: [], on: [], pause: false, stepHost: false };
    return {
      breakpoints: this.#functions.settings,
      on: this.#on,
      pause: this.#pause,
      stepHost: this.#stepHost,
    };
  }

  async #loaded(thread: number): Promise<Reply> {
    const inspected: SourceThread = new SourceThread(
      (text) => this.#guest.inspect({ thread, text }),
      this.#sources,
      this.#lines,
      {
        stopped: (stopped) => this.#stoppedAt(thread, new PausedThread(stopped, inspected)),
        lost: () => this.#inspected.delete(thread),
        logged: (text) => this.#events.logged(text),
      },
    );
    this.#inspected.set(thread, inspected);
    await inspected.load(this.#on);
    return { kind: 'go' };
  }

  #stop(thread: number, stop: Stop): Reply | Promise<Reply> {
    if (this.#isReleased) return { kind: 'go' };
    const breakpoints = this.#functions.stopping(stop.breakpoints);
    if (stop.reason === 'breakpoint' && breakpoints.length === 0) return { kind: 'go' };
    const actual = { ...stop, breakpoints };
    const inspected = this.#inspected.get(thread);
    if (inspected) return inspected.meet(actual);
    return new Promise((reply) => this.#stoppedAt(thread, new BlockedThread(actual, reply)));
  }

  #stoppedAt(thread: number, stopped: StoppedThread): void {
    if (this.#pause) {
      this.#pause = false;
      this.#guest.changed();
    }
    this.#stopped.set(thread, stopped);
    this.#events.stopped(thread, stopped.stop);
  }

  #receiveValues(thread: number, values: InspectReply): Reply | Promise<Reply> {
    const stopped = this.#stopped.get(thread);
    if (!(stopped instanceof BlockedThread)) return { kind: 'resume' };
    return new Promise((reply) => stopped.receiveValues(values, reply));
  }
}
