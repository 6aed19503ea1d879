/** Timers of the HTML standard (https://html.spec.whatwg.org/#timers), which run while a call waits. */
import { sources, type Pollable } from '../waiting.ts';

declare const $witStudioNow: () => bigint;
declare const $witStudioSleep: (nanoseconds: bigint) => Pollable;

type Callback = (...args: unknown[]) => void;

interface Timer {
  readonly id: number;
  readonly call: number;
  readonly callback: () => void;
  /** By the monotonic clock, in nanoseconds. */
  due: bigint;
  /** Of an interval, in nanoseconds. */
  readonly every: bigint | undefined;
}

const timers = new Map<number, Timer>();
const NANOSECONDS = 1_000_000;
const LONGEST_MS = 2 ** 31 - 1;
let last = 0;
let call = 0;

function start(callback: Callback, delay: unknown, args: unknown[], repeats: boolean): number {
  if (typeof callback !== 'function') throw new TypeError('a timer needs a function to call');
  const ms = Math.trunc(Number(delay)) || 0;
  const wait = BigInt(ms < 0 || ms > LONGEST_MS ? 1 : ms) * BigInt(NANOSECONDS);
  const every = repeats ? (wait > 0n ? wait : BigInt(NANOSECONDS)) : undefined;
  const timer = { id: ++last, call, callback: () => callback(...args), due: $witStudioNow() + wait, every };
  timers.set(timer.id, timer);
  return timer.id;
}

export const setTimeout = (callback: Callback, delay?: number, ...args: unknown[]): number =>
  start(callback, delay, args, false);
export const setInterval = (callback: Callback, delay?: number, ...args: unknown[]): number =>
  start(callback, delay, args, true);
export const setImmediate = (callback: Callback, ...args: unknown[]): number =>
  start(callback, 0, args, false);

export function clearTimeout(id?: unknown): void {
  timers.delete(Number(id));
}

/** Equal times in the order in which they were set. */
const next = (): Timer | undefined =>
  [...timers.values()].reduce<Timer | undefined>(
    (first, timer) => (first && first.due <= timer.due ? first : timer),
    undefined,
  );

/** One at a time: its promise jobs run before the next one. */
function run({ id, callback, every }: Timer): void {
  const timer = timers.get(id);
  if (!timer) return;
  if (every === undefined) timers.delete(id);
  else timer.due = $witStudioNow() + every;
  callback();
}

sources.push({
  startCall: () => void call++,
  isNeeded: () => [...timers.values()].some((timer) => timer.call === call),
  waited() {
    const timer = next();
    if (!timer) return [];
    const left = timer.due - $witStudioNow();
    const pollable = $witStudioSleep(left > 0n ? left : 0n);
    return [{ pollable, run: () => run(timer), isTemporary: true }];
  },
});

Object.assign(globalThis, {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval: clearTimeout,
  setImmediate,
  clearImmediate: clearTimeout,
});
