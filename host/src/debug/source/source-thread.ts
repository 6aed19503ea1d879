import { CROSSING_FRAME, HANDLE, STANDING_FRAME } from '../../guest/crossing/handle.ts';
import type {
  Answer,
  Frame as Crossed,
  Inspect,
  Reply,
  Step,
  Stop,
  StopOn,
} from '../../guest/crossing/report.ts';
import { reasonOf } from '../../guest/trap-reason.ts';
import type { Arrival } from '../inspector/moves.ts';
import { ThreadInspector, type Paused, type Script } from '../inspector/thread-inspector.ts';
import { fillIn, holds } from './condition.ts';
import { FrameVariables } from './frame-variables.ts';
import type { LineBreakpoint, SourceBreakpoints } from './source-breakpoints.ts';
import type { SourceProgram } from './source-program.ts';
import { codeOf, stackOf, type StackFrame } from './stack.ts';
import { Stepper } from './stepper.ts';

type Reason = Omit<Stop, 'frames'>;
const STEPPED: Reason = { reason: 'step', breakpoints: [] };

/** Why a thread stands still, and where. */
export interface StandingThread {
  readonly stop: Reason;
  readonly frames: readonly StackFrame[];
  readonly inspector: ThreadInspector;
  /** Asks for values of WIT. */
  inspect(inspect: Inspect): Promise<Answer>;
}

export interface SourceThreadEvents {
  stopped(standing: StandingThread): void;
  logged(text: string): void;
}

/** Stops a thread of a guest at lines of its sources, and where its calls cross, by the thread's inspector. */
export class SourceThread {
  readonly #inspector: ThreadInspector;
  readonly #program: SourceProgram;
  readonly #breakpoints: SourceBreakpoints;
  readonly #events: SourceThreadEvents;
  readonly #stepper: Stepper;
  readonly #scripts = new Map<string, Script>();
  readonly #reasons = new WeakMap<Paused, Promise<Reason | undefined>>();
  /** By V8's names for them; what is set at one place is one of them. */
  readonly #bound = new Map<string, number[]>();
  #next: (paused: Paused) => void = () => {};
  #command: ((step: Step | undefined) => void) | undefined;
  /** The crossing that the thread is about to stand still at, or does. */
  #crossing: Stop | undefined;
  #reply: Reply = { kind: 'resume' };
  #on: readonly StopOn[] = [];
  #wantsPause = false;
  #hasTrapped = false;
  #isOver = false;

  constructor(
    send: (text: string) => void,
    program: SourceProgram,
    breakpoints: SourceBreakpoints,
    events: SourceThreadEvents,
  ) {
    this.#program = program;
    this.#breakpoints = breakpoints;
    this.#events = events;
    this.#inspector = new ThreadInspector(send, (paused) => this.#next(paused));
    this.#stepper = new Stepper(
      this.#inspector,
      program,
      this.#scripts,
      () => this.#pause(),
      async (paused) => (await this.#reasonAt(paused)) !== undefined,
    );
  }

  receive(text: string): void {
    this.#inspector.receive(text);
  }

  /** Sets the breakpoints of a thread that has its modules and waits. */
  async load(on: readonly StopOn[]): Promise<void> {
    await this.#inspector.call('Debugger.enable');
    for (const script of this.#inspector.modules) this.#scripts.set(script.scriptId, script);
    await this.stopOn(on);
    await this.rebind();
    void this.#run().catch((error: unknown) => {
      if (!this.#isOver)
        this.#events.logged(`the thread is not debugged any more: ${(error as Error).message}`);
    });
  }

  async stopOn(on: readonly StopOn[]): Promise<void> {
    this.#on = on;
    // V8 takes a trap for caught, since the bindings throw it again.
    const state = on.includes('trap') ? 'all' : 'none';
    await this.#inspector.call('Debugger.setPauseOnExceptions', { state });
  }

  /** The breakpoints have changed. */
  async rebind(): Promise<void> {
    const former = [...this.#bound.keys()];
    this.#bound.clear();
    await Promise.all(
      former.map((breakpointId) => this.#inspector.call('Debugger.removeBreakpoint', { breakpointId })),
    );
    for (const one of this.#breakpoints.all) await this.#bind(one);
  }

  async pause(): Promise<void> {
    this.#wantsPause = true;
    await this.#inspector.call('Debugger.pause');
  }

  /** The thread has met a crossing that it stops at. */
  meet(stop: Stop): Reply {
    if (stop.reason === 'trap' && this.#hasTrapped) {
      this.#hasTrapped = false;
      return { kind: 'go' };
    }
    this.#crossing = stop;
    return { kind: 'pause' };
  }

  /** How the thread goes on behind a crossing that it stood still at. */
  resumed(): Reply {
    return this.#reply;
  }

  resume(step?: Step): void {
    const command = this.#command;
    this.#command = undefined;
    command?.(step);
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
      arrival = stop ? await this.#stand(stop, paused) : await this.#stepper.go();
    }
  }

  #pause(): Promise<Paused> {
    return new Promise((next) => (this.#next = next));
  }

  /** Why the thread stands still, if not for a step. It is found once: hits are counted, and messages logged. */
  #reasonAt(paused: Paused): Promise<Reason | undefined> {
    const reason = this.#reasons.get(paused) ?? this.#findReason(paused);
    this.#reasons.set(paused, reason);
    return reason;
  }

  async #findReason(paused: Paused): Promise<Reason | undefined> {
    if (paused.callFrames[0]?.functionName === STANDING_FRAME) return this.#crossing;
    const isPause = this.#wantsPause;
    if (paused.reason === 'exception' || paused.reason === 'promiseRejection') return this.#trapIn(paused);
    const breakpoints = await this.#hits(paused);
    if (breakpoints.length > 0) return { reason: 'breakpoint', breakpoints };
    return isPause ? { reason: 'pause', breakpoints } : undefined;
  }

  #trapIn({ callFrames: [top], data }: Paused): Reason | undefined {
    if (!top || !this.#on.includes('trap') || !codeOf(top, this.#scripts, this.#program)) return undefined;
    this.#hasTrapped = true;
    const [message = ''] = (data?.description ?? '').split('\n');
    const reason = reasonOf(new Error(message.replace(/^\w*Error: /, '')));
    return { reason: 'trap', breakpoints: [], text: reason };
  }

  /** The breakpoints that are met and whose conditions hold; others may log. */
  async #hits({ callFrames, hitBreakpoints = [] }: Paused): Promise<number[]> {
    const ids = hitBreakpoints.flatMap((one) => this.#bound.get(one) ?? []);
    const [frame] = ids.length > 0 ? stackOf(callFrames.slice(0, 1), [], this.#scripts, this.#program) : [];
    if (frame?.kind !== 'source') return [];
    const variables = new FrameVariables(this.#inspector, frame);
    const stopping: number[] = [];
    for (const id of ids) if (await this.#stopsAt(this.#breakpoints.find(id), variables)) stopping.push(id);
    return stopping;
  }

  async #stopsAt(breakpoint: LineBreakpoint | undefined, variables: FrameVariables): Promise<boolean> {
    if (!breakpoint) return false;
    const { condition, logMessage } = breakpoint.wish;
    const read = (path: string) => variables.textAt(path);
    if (condition !== undefined) {
      try {
        if (!(await holds(condition, read))) return false;
      } catch (error) {
        if (!this.#isOver)
          this.#events.logged(`the condition ${condition} is not read: ${(error as Error).message}`);
        return false;
      }
    }
    if (breakpoint.count && !breakpoint.count()) return false;
    if (logMessage === undefined) return true;
    this.#events.logged(await fillIn(logMessage, read));
    return false;
  }

  async #stand(stop: Reason, paused: Paused): Promise<Arrival> {
    this.#wantsPause = false;
    const isCrossing = paused.callFrames[0]?.functionName === STANDING_FRAME;
    if (!isCrossing) await this.#stepper.arm(paused);
    const frames = stackOf(paused.callFrames, await this.#calls(paused), this.#scripts, this.#program);
    const command = new Promise<Step | undefined>((done) => (this.#command = done));
    const inspect = (about: Inspect) => this.#answer(about, paused);
    this.#events.stopped({ stop, frames, inspector: this.#inspector, inspect });
    const step = await command;
    if (isCrossing) return this.#fromCrossing(paused, step);
    return step ? this.#stepper.fromLine(paused, step) : this.#stepper.go();
  }

  async #calls({ callFrames }: Paused): Promise<readonly Crossed[]> {
    if (!callFrames.some(({ functionName }) => functionName === CROSSING_FRAME)) return [];
    return this.#inspector.evaluate(callFrames[0]!.callFrameId, `globalThis.${HANDLE}.frames()`);
  }

  #answer(inspect: Inspect, { callFrames }: Paused): Promise<Answer> {
    const call = `globalThis.${HANDLE}.answer(${JSON.stringify(inspect)})`;
    return this.#inspector.evaluate(callFrames[0]!.callFrameId, call);
  }

  #fromCrossing(paused: Paused, step: Step | undefined): Promise<Arrival> {
    const call = this.#crossing?.frames[0];
    this.#reply = { kind: 'resume', ...(step && { step }) };
    if (call && !call.hasReturned && step === 'in') return this.#stepper.intoCallee(call.callee);
    if (call?.hasReturned && step && step !== 'out' && this.#stepper.hasCaller(paused)) {
      this.#reply = { kind: 'resume' };
      return this.#stepper.backToCaller(paused);
    }
    return this.#stepper.go();
  }

  async #bind({ id, places }: LineBreakpoint): Promise<void> {
    for (const { module, offset } of places)
      for (const script of this.#scripts.values()) {
        if (this.#program.moduleOf(script) !== module) continue;
        const location = {
          scriptId: script.scriptId,
          lineNumber: 0,
          columnNumber: offset + script.codeOffset,
        };
        // V8 refuses a second one at a place, and names them by the place.
        const set = this.#inspector.call<{ breakpointId: string }>('Debugger.setBreakpoint', { location });
        const name = await set.then(
          ({ breakpointId }) => breakpointId,
          () =>
            [...this.#bound.keys()].find((one) =>
              one.endsWith(`:${location.columnNumber}:${script.scriptId}`),
            ),
        );
        if (name !== undefined) this.#bound.set(name, [...(this.#bound.get(name) ?? []), id]);
      }
  }
}
