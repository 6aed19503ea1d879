import { entriesOf } from '../script/load-script.ts';
import type { Crossing } from './crossing.ts';
import { chainOf, shownFrames } from './frames.ts';
import { inspectFrame, type Inspected } from './inspect-frame.ts';
import type { InspectReply, Frame, Inspect, Step } from './report.ts';
import type { Stepping } from './steps.ts';
import { panicMessage } from './panic-message.ts';

/**
 * Names of functions that the inspector looks for on the stack of a thread: a crossing, and the function that it stops
 * in.
 */
export const CROSSING_FRAME = '#callAcross';
export const STOPPED_FRAME = 'stopAtCrossing';

/** Where the thread's `InspectorHandle` is. Guests that are WebAssembly see no globals. */
export const HANDLE = 'witStudioDebugger';

/** The function that an inspector calls in a paused thread. */
export interface InspectorHandle {
  /** The current calls, the last one first. */
  frames(): readonly Frame[];
  inspect(inspect: Inspect): InspectReply;
  /** Stops at the return of the current call, or at its next inner call; undefined ends stepping. */
  step(step: Exclude<Step, 'out'> | undefined): void;
  /** The functions by which a script of the guest is entered. */
  entries(url: string): readonly object[];
  /**
   * The failure of the current call is reported where it is thrown: its return does not stop again.
   * @param reason of a trap
   * @returns the guest's output before it
   */
  thrown(reason: string): string | undefined;
}

/** The settings that a handle changes in the debugger of its thread. */
interface Changes {
  step(stepping: Stepping | undefined): void;
  thrownIn(crossing: Crossing | undefined): void;
}

export const offerHandle = (handle: InspectorHandle): void =>
  void ((globalThis as Record<string, unknown>)[HANDLE] = handle);

export function handleOf(
  innermost: () => Crossing | undefined,
  inspected: Omit<Inspected, 'frames'>,
  changes: Changes,
): InspectorHandle {
  const chain = () => chainOf(innermost());
  return {
    frames: () => shownFrames(chain()),
    entries: entriesOf,
    inspect: (inspect) => inspectFrame(inspect, { ...inspected, frames: chain() }),
    step(step) {
      const from = innermost();
      changes.step(step && from && { step, from, hasReturned: false });
    },
    thrown(reason) {
      changes.thrownIn(innermost());
      return panicMessage(reason);
    },
  };
}
