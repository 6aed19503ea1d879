import { HOST, type Crossing } from './crossing.ts';
import type { Step } from './report.ts';

/** A step that was requested at a call or at its return. */
export interface Stepping {
  readonly step: Step;
  readonly from: Crossing;
  readonly hasReturned: boolean;
}

/**
 * Whether a step ends at a crossing. One over or out of a call ends when that has returned; one over a return ends at
 * the next call of the same caller, or when the caller returns; one out of a return only then.
 */
export function endsStep({ step, from, hasReturned }: Stepping, at: Crossing, stepHost: boolean): boolean {
  const returns = at.outcome !== undefined;
  const isHost = at.callee === HOST && at !== from && !stepHost;
  if (step === 'in') return !isHost;
  if (!hasReturned) return returns && at === from;
  if (step === 'out') return returns && at === from.parent;
  return returns ? at === from.parent : at.parent === from.parent && !isHost;
}
