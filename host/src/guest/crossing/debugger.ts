import { threadId } from 'node:worker_threads';
import { visible } from '../../engine/visible-calls.ts';
import { nameOf } from '../../inspect/world-functions.ts';
import { reasonOf } from '../traps/trap-reason.ts';
import type { Crossing, Observer } from './crossing.ts';
import { isDenied } from './denied.ts';
import { chainOf, shownFrames } from './frames.ts';
import { handleOf, type InspectorHandle } from './handle.ts';
import { readCondition, readTemplate, type Names } from './expression.ts';
import { inspectFrame, type Inspected } from './inspect-frame.ts';
import type { DebugSettings, FunctionBreakpoint, Reply, Report, Stop, StopOn } from './report.ts';
import { argumentSlots, resultSlots } from './slots.ts';
import { endsStep, type Stepping } from './steps.ts';
import { outcomeText } from './value-text.ts';
import { panicMessage } from './panic-message.ts';

const NOTHING: DebugSettings = { breakpoints: [], on: [], pause: false, stepHost: false };

/** Stops the thread at crossings, and serves the host's requests meanwhile. */
export class Debugger implements Observer {
  readonly #report: (report: Report) => Reply;
  /** Counted up when the settings have changed. */
  readonly #changes: Int32Array;
  readonly #inspected: Omit<Inspected, 'frames'>;
  #seen = -1;
  #settings = NOTHING;
  #stepping: Stepping | undefined;
  /** Traps that were stopped at already: each passes through all calls around it. */
  readonly #traps = new WeakSet<object>();
  /** The call whose failure was stopped at where it was thrown. */
  #thrownIn: Crossing | undefined;

  /** @param report blocks until the host has replied */
  constructor(report: (report: Report) => Reply, changes: Int32Array, inspected: Omit<Inspected, 'frames'>) {
    this.#report = report;
    this.#changes = changes;
    this.#inspected = inspected;
  }

  handleAt(innermost: () => Crossing | undefined): InspectorHandle {
    return handleOf(innermost, this.#inspected, {
      step: (stepping) => (this.#stepping = stepping),
      thrownIn: (crossing) => (this.#thrownIn = crossing),
    });
  }

  enter(crossing: Crossing): void {
    this.#cross(crossing);
  }

  leave(crossing: Crossing): void {
    this.#cross(crossing);
  }

  #cross(crossing: Crossing): void {
    this.#readSettings();
    if (!this.#mayStopAt(crossing)) return;
    for (const stop of this.#stopsAt(crossing)) if (this.#stop(crossing, stop)) return;
  }

  /** Most calls cannot stop: they continue with little overhead. */
  #mayStopAt({ outcome }: Crossing): boolean {
    const { breakpoints, pause } = this.#settings;
    const hasFailed = outcome !== undefined && (outcome.kind === 'trap' || outcome.isErr);
    return hasFailed || breakpoints.length > 0 || pause || this.#stepping !== undefined;
  }

  #readSettings(): void {
    const changes = Atomics.load(this.#changes, 0);
    if (changes === this.#seen) return;
    this.#seen = changes;
    const reply = this.#report({ kind: 'settings', thread: threadId });
    if (reply.kind === 'settings') this.#settings = reply.settings;
  }

  /** Reasons to stop, the one that says most first: the host may know better than to stop. */
  *#stopsAt(crossing: Crossing): Generator<Omit<Stop, 'frames'>> {
    const hit = this.#settings.breakpoints.filter((one) => this.#isHit(one, crossing));
    const logs = hit.filter(({ log }) => log !== undefined);
    for (const { id, log = '' } of logs) this.#log(id, log, crossing);
    const breakpoints = hit.filter((one) => !logs.includes(one)).map(({ id }) => id);
    const failure = this.#failureOf(crossing);
    if (failure) yield { reason: failure, breakpoints, ...failureTexts(crossing) };
    if (breakpoints.length > 0) yield { reason: 'breakpoint', breakpoints };
    if (this.#settings.pause) yield { reason: 'pause', breakpoints: [] };
    if (this.#stepping && endsStep(this.#stepping, crossing, this.#settings.stepHost))
      yield { reason: 'step', breakpoints: [] };
  }

  #isHit(breakpoint: FunctionBreakpoint, crossing: Crossing): boolean {
    const at = crossing.outcome ? 'return' : 'call';
    if (breakpoint.at !== at || breakpoint.function !== nameOf(crossing.fn)) return false;
    if (breakpoint.condition === undefined) return true;
    try {
      return readCondition(breakpoint.condition, namesOf(crossing))(rootsOf(crossing));
    } catch (error) {
      const text = `the condition ${breakpoint.condition} is not read: ${(error as Error).message}`;
      this.#report({ kind: 'log', thread: threadId, breakpoint: breakpoint.id, text });
      return false;
    }
  }

  #log(breakpoint: number, log: string, crossing: Crossing): void {
    const text = readableTemplate(log, crossing);
    this.#report({ kind: 'log', thread: threadId, breakpoint, text });
  }

  #failureOf(crossing: Crossing): StopOn | undefined {
    const { outcome } = crossing;
    const isKnown = outcome !== undefined && crossing === this.#thrownIn;
    if (isKnown) this.#thrownIn = undefined;
    if (outcome?.kind === 'trap') {
      if (this.#traps.has(outcome.error)) return undefined;
      this.#traps.add(outcome.error);
    }
    if (isKnown) return undefined;
    const what = outcome?.kind === 'trap' ? 'trap' : isDenied(crossing) ? 'denied' : errorOf(crossing);
    return what && this.#settings.on.includes(what) ? what : undefined;
  }

  /** Serves requests until the host resumes the thread; false if the host did not stop it. */
  #stop(crossing: Crossing, stop: Omit<Stop, 'frames'>): boolean {
    const frames = chainOf(crossing);
    const shown = shownFrames(frames);
    let reply = this.#report({ kind: 'stopped', thread: threadId, stop: { ...stop, frames: shown } });
    if (reply.kind === 'pause') {
      visible.stopAtCrossing();
      reply = this.#report({ kind: 'resumed', thread: threadId });
    }
    while (reply.kind === 'values' || reply.kind === 'set' || reply.kind === 'evaluate') {
      const values = inspectFrame(reply, { ...this.#inspected, frames });
      reply = this.#report({ kind: 'inspected', thread: threadId, reply: values });
    }
    if (reply.kind !== 'resume') return false;
    const hasReturned = crossing.outcome !== undefined;
    this.#stepping = reply.step && { step: reply.step, from: crossing, hasReturned };
    return true;
  }
}

const errorOf = ({ outcome, callee }: Crossing): StopOn | undefined =>
  outcome?.kind === 'value' && outcome.isErr && callee !== 'host' ? 'error' : undefined;

function failureTexts(crossing: Crossing): Pick<Stop, 'text' | 'panicMessage'> {
  const { fn, callee, outcome } = crossing;
  const message = outcome?.kind === 'trap' ? panicMessage(reasonOf(outcome.error).text) : undefined;
  return {
    text: `${nameOf(fn)} of ${callee}: ${outcomeText(crossing)}`,
    ...(message !== undefined && { panicMessage: message }),
  };
}

function readableTemplate(log: string, crossing: Crossing): string {
  try {
    return readTemplate(log, namesOf(crossing))(rootsOf(crossing));
  } catch (error) {
    return `${log} (not read: ${(error as Error).message})`;
  }
}

/** The names that an expression may use at a crossing, including those that get a value later. */
function namesOf({ fn }: Crossing): Names {
  const { params, result } = fn.signature;
  return result ? [...params, { name: 'result', type: result }] : params;
}

const rootsOf = (crossing: Crossing) => [...argumentSlots(crossing), ...resultSlots(crossing)];
