import { nameOf } from '../../inspect/world-functions.ts';
import type { Crossing } from './crossing.ts';
import type { Frame } from './report.ts';

/** The current calls, the last one first. */
export function chainOf(innermost: Crossing | undefined): Crossing[] {
  const chain: Crossing[] = [];
  for (let at = innermost; at; at = at.parent) chain.push(at);
  return chain;
}

export const shownFrames = (chain: readonly Crossing[]): Frame[] =>
  chain.map(({ caller, callee, fn, outcome }) => ({
    caller,
    callee,
    function: nameOf(fn),
    hasReturned: outcome !== undefined,
  }));
