import { CROSSING_FRAME, HANDLE, STOPPED_FRAME } from '../../guest/crossing/handle.ts';
import type {
  InspectReply,
  Frame as Crossed,
  Inspect,
  Reply,
  Step,
  Stop,
  StopOn,
} from '../../guest/crossing/report.ts';
import type { Arrival } from '../inspector/moves.ts';
import { ThreadInspector, type Paused, type Script } from '../inspector/thread-inspector.ts';
import { ScriptVariables } from '../script/script-variables.ts';
import { BoundBreakpoints, type Readable } from './bound-breakpoints.ts';
import { FrameVariables } from './values/frame-variables.ts';
import type { SourceBreakpoints } from './source-breakpoints.ts';
import type { SourceProgram } from './source-program.ts';
import { stackOf, type StackFrame } from './stack.ts';
import { Stepper } from './stepper.ts';
import type { DebuggedThread } from './thread-code.ts';
import { thrownAt } from './thrown.ts';

type Reason = Omit<Stop, 'frames'>;
const STEPPED: Reason = { reason: 'step', breakpoints: [] };

/** The reason for which a thread is stopped, and its location. */
export interface PausedSourceThread {
  readonly stop: Reason;
  readonly frames: readonly StackFrame[];
  readonly inspector: ThreadInspector;
  /** Asks for values of WIT. */
  inspect(inspect: Inspect): Promise<InspectReply>;
}

export interface SourceThreadEvents {
  stopped(stopped: PausedSourceThread): void;
  /** The inspector stops the thread no more. */
  lost(): void;
  logged(text: string): void;
}

/** Stops a thread of a guest at lines of its sources, and where its calls cross, by the thread's inspector. */
export class SourceThread {
  readonly #inspector: ThreadInspector;
  readonly #thread: DebuggedThread;
  readonly #bound: BoundBreakpoints;
  readonly #events: SourceThreadEvents;
  readonly #stepper: Stepper;
  readonly #scripts = new Map<string, Script>();
  readonly #reasons = new WeakMap<Paused, Promise<Reason | undefined>>();
  #next: (paused: Paused) => void = () => {};
  #command: ((step: Step | undefined) => void) | undefined;
  /** The crossing that the thread is stopped at, or about to stop at. */
  #crossing: Stop | undefined;
  #reply: Reply = { kind: 'resume' };
  #on: readonly StopOn[] = [];
  #wantsPause = false;
  #isLoaded = false;
  #isOver = false;

  constructor(
    send: (text: string) => void,
    program: SourceProgram,
    breakpoints: SourceBreakpoints,
    events: SourceThreadEvents,
  ) {
    this.#events = events;
    this.#inspector = new ThreadInspector(send, (paused) => this.#next(paused));
    const logged = (text: string): void => void (this.#isOver || events.logged(text));
    this.#thread = { inspector: this.#inspector, program, scripts: this.#scripts };
    this.#bound = new BoundBreakpoints(this.#thread, breakpoints, logged);
    this.#stepper = new Stepper(
      this.#thread,
      () => this.#pause(),
      async (paused) => (await this.#reasonAt(paused)) !== undefined,
    );
  }

  receive(text: string): void {
    this.#inspector.receive(text);
  }

  /** Sets the breakpoints of a thread that has its modules and waits. */
  async load(on: readonly StopOn[]): Promise<void> {
    try {
      await this.#inspector.call('Debugger.enable');
      await this.#inspector.blackboxHost();
      for (const script of this.#inspector.modules) this.#scripts.set(script.scriptId, script);
      await this.stopOn(on);
      await this.rebind();
    } catch (error) {
      return this.#giveUp(error as Error);
    }
    this.#isLoaded = true;
    void this.#run().catch((error: unknown) => this.#giveUp(error as Error));
  }

  async stopOn(on: readonly StopOn[]): Promise<void> {
    this.#on = on;
    // V8 takes a trap for caught, since the bindings throw it again.
    const state = on.includes('trap') || on.includes('error') ? 'all' : 'none';
    await this.#inspector.call('Debugger.setPauseOnExceptions', { state });
  }

  /** The breakpoints have changed. */
  rebind(): Promise<void> {
    return this.#bound.rebind();
  }

  /** A thread that is not loaded yet stops at its first crossing: V8 would pause it in code of the host. */
  async pause(): Promise<void> {
    if (!this.#isLoaded) return;
    this.#wantsPause = true;
    await this.#inspector.pause();
  }

  /** The thread has met a crossing that it stops at. */
  meet(stop: Stop): Reply {
    this.#crossing = stop;
    return { kind: 'pause' };
  }

  /** The reply that resumes the thread after a crossing at which it was stopped. */
  resumed(): Reply {
    return this.#reply;
  }

  resume(step?: Step): void {
    const command = this.#command;
    this.#command = undefined;
    command?.(step);
  }

  /** Resumes the thread, which stops no more. */
  async release(): Promise<void> {
    this.#isOver = true;
    await this.#inspector.call('Debugger.disable');
  }

  end(): void {
    this.#isOver = true;
    this.#inspector.end();
  }

  async #run(): Promise<never> {
    let arrival: Arrival = { paused: await this.#pause(), hasArrived: false };
    for (;;) {
      const { paused, hasArrived } = arrival;
      const stop = (await this.#reasonAt(paused)) ?? (hasArrived ? STEPPED : undefined);
      arrival = stop ? await this.#stoppedAt(stop, paused) : await this.#stepper.go();
    }
  }

  /** Resumes the thread, which from then on stops at crossings only. */
  #giveUp({ message }: Error): void {
    if (this.#isOver) return;
    this.#events.logged(`the thread is not debugged in its sources any more: ${message}`);
    this.#events.lost();
    void this.#inspector.call('Debugger.disable').catch(() => {});
  }

  #pause(): Promise<Paused> {
    return new Promise((next) => (this.#next = next));
  }

  /**
   * The reason of the stop, if it is not a step. It is determined once per stop, because hits are counted and messages
   * logged.
   */
  #reasonAt(paused: Paused): Promise<Reason | undefined> {
    const reason = this.#reasons.get(paused) ?? this.#findReason(paused);
    this.#reasons.set(paused, reason);
    return reason;
  }

  async #findReason(paused: Paused): Promise<Reason | undefined> {
    if (paused.callFrames[0]?.functionName === STOPPED_FRAME) return this.#crossing;
    const isPause = this.#wantsPause;
    if (paused.reason === 'exception' || paused.reason === 'promiseRejection')
      return thrownAt(paused, this.#on, this.#thread);
    const breakpoints = await this.#hits(paused);
    if (breakpoints.length > 0) return { reason: 'breakpoint', breakpoints };
    return isPause ? { reason: 'pause', breakpoints } : undefined;
  }

  /** The breakpoints that are met and whose conditions hold. */
  async #hits(paused: Paused): Promise<number[]> {
    if (!paused.hitBreakpoints?.length) return [];
    const [frame] = stackOf(paused.callFrames.slice(0, 1), [], this.#thread);
    const readable = frame && readableAt(frame, this.#inspector);
    return readable ? this.#bound.hits(paused, readable) : [];
  }

  async #stoppedAt(stop: Reason, paused: Paused): Promise<Arrival> {
    this.#wantsPause = false;
    const isCrossing = paused.callFrames[0]?.functionName === STOPPED_FRAME;
    if (!isCrossing) await this.#stepper.arm(paused);
    const frames = stackOf(paused.callFrames, await this.#calls(paused), this.#thread);
    const command = new Promise<Step | undefined>((done) => (this.#command = done));
    const inspect = (about: Inspect) => this.#inspect(about, paused);
    this.#events.stopped({ stop, frames, inspector: this.#inspector, inspect });
    const step = await command;
    if (isCrossing) return this.#fromCrossing(paused, step);
    return step ? this.#stepper.fromLine(paused, step) : this.#stepper.go();
  }

  async #calls({ callFrames }: Paused): Promise<readonly Crossed[]> {
    if (!callFrames.some(({ functionName }) => functionName === CROSSING_FRAME)) return [];
    return this.#inspector.evaluate(callFrames[0]!.callFrameId, `globalThis.${HANDLE}.frames()`);
  }

  #inspect(inspect: Inspect, { callFrames }: Paused): Promise<InspectReply> {
    const call = `globalThis.${HANDLE}.inspect(${JSON.stringify(inspect)})`;
    return this.#inspector.evaluate(callFrames[0]!.callFrameId, call);
  }

  #fromCrossing(paused: Paused, step: Step | undefined): Promise<Arrival> {
    const call = this.#crossing?.frames[0];
    this.#reply = { kind: 'resume', ...(step && { step }) };
    if (call && !call.hasReturned && step === 'in') return this.#stepper.intoCallee(paused, call.callee);
    if (call?.hasReturned && step && step !== 'out' && this.#stepper.hasCaller(paused)) {
      this.#reply = { kind: 'resume' };
      return this.#stepper.backToCaller(paused);
    }
    return this.#stepper.go();
  }
}

function readableAt(frame: StackFrame, inspector: ThreadInspector): Readable | undefined {
  if (frame.kind === 'source') return new FrameVariables(inspector, frame);
  return frame.kind === 'script' ? new ScriptVariables(inspector, frame) : undefined;
}
