import { entriesOf } from '../script/load-script.ts';
import type { Crossing } from './crossing.ts';
import { chainOf, shownFrames } from './frames.ts';
import { answerTo, type Inspected } from './inspect-frame.ts';
import type { Answer, Frame, Inspect, Step } from './report.ts';
import type { Stepping } from './steps.ts';

/** Names of functions that an inspector finds on the stack of a thread: a crossing, and where one stands still. */
export const CROSSING_FRAME = '#callAcross';
export const STANDING_FRAME = 'standStill';

/** Where the thread's `InspectorHandle` is. Guests that are WebAssembly see no globals. */
export const HANDLE = 'witStudioDebugger';

/** What an inspector calls in a thread that stands still, wherever that is. */
export interface InspectorHandle {
  /** The calls that are under way, the last one first. */
  frames(): readonly Frame[];
  answer(inspect: Inspect): Answer;
  /** Stops at the return of the call that is under way, or at what it calls; or no more. */
  step(step: Exclude<Step, 'out'> | undefined): void;
  /** The functions by which a script of the guest is entered. */
  entries(url: string): readonly object[];
}

export const offerHandle = (handle: InspectorHandle): void =>
  void ((globalThis as Record<string, unknown>)[HANDLE] = handle);

export function handleOf(
  innermost: () => Crossing | undefined,
  inspected: Omit<Inspected, 'frames'>,
  setStepping: (stepping: Stepping | undefined) => void,
): InspectorHandle {
  const chain = () => chainOf(innermost());
  return {
    frames: () => shownFrames(chain()),
    entries: entriesOf,
    answer: (inspect) => answerTo(inspect, { ...inspected, frames: chain() }),
    step(step) {
      const from = innermost();
      setStepping(step && from && { step, from, hasReturned: false });
    },
  };
}
