/** The messages between an observed thread and the host. All survive JSON. */
import type { CallRecord } from '../../protocol/trace.ts';
import type { ObservedParts } from './observed.ts';
import type { ShownValue } from './slots.ts';

/** The conditions to stop at. */
export interface DebugSettings {
  readonly breakpoints: readonly FunctionBreakpoint[];
  readonly on: readonly StopOn[];
  /** At the next crossing. */
  readonly pause: boolean;
  /** Whether a step stops at functions of the host, too. */
  readonly stepHost: boolean;
}

/** A trap; the error of a result between instances, or of an export; a call that the host denied. */
export type StopOn = 'trap' | 'error' | 'denied';

export interface FunctionBreakpoint {
  readonly id: number;
  /** As `nameOf` gives it. */
  readonly function: string;
  readonly at: 'call' | 'return';
  readonly condition?: string;
  /** Logs this in place of stopping. */
  readonly log?: string;
}

/** A current call, as a frame of the stack. */
export interface Frame {
  readonly caller: string;
  readonly callee: string;
  readonly function: string;
  readonly hasReturned: boolean;
}

export interface Stop {
  readonly reason: 'breakpoint' | 'step' | 'pause' | StopOn;
  readonly breakpoints: readonly number[];
  /** The description of a trap or error. */
  readonly text?: string;
  /** The panic message that the guest wrote to standard error before it trapped. */
  readonly panicMessage?: string;
  /** The call that runs first. */
  readonly frames: readonly Frame[];
}

export type Report =
  | { readonly kind: 'calls'; readonly calls: readonly CallRecord[] }
  /** Asks for the settings. */
  | { readonly kind: 'settings'; readonly thread: number }
  | { readonly kind: 'log'; readonly thread: number; readonly breakpoint: number; readonly text: string }
  | { readonly kind: 'stopped'; readonly thread: number; readonly stop: Stop }
  /** Of a thread that an inspector may stop: its modules are there, and nothing of them has run. */
  | { readonly kind: 'loaded'; readonly thread: number }
  /** The thread has ended. */
  | { readonly kind: 'ended'; readonly thread: number }
  /** After a `pause`: requests the next command. */
  | { readonly kind: 'resumed'; readonly thread: number }
  /** To the command before; the thread waits for the next one. */
  | { readonly kind: 'inspected'; readonly thread: number; readonly reply: InspectReply };

export type InspectReply = { readonly values: readonly ShownValue[] } | { readonly refused: string };

/** Which values of a frame: its arguments or its result, and of those the one inside of the one inside … */
export interface ValuePath {
  readonly frame: number;
  readonly scope: 'arguments' | 'result';
  readonly path: readonly number[];
}

/** To a thread that has stopped. */
export type Inspect =
  | ({ readonly kind: 'values'; readonly start?: number; readonly count?: number } & ValuePath)
  /** Replaces the value at the end of the path by one in WAVE. */
  | ({ readonly kind: 'set'; readonly text: string } & ValuePath)
  /** A path, or a call of an export of an instance that is not busy. */
  | { readonly kind: 'evaluate'; readonly frame: number; readonly text: string };

export type Step = 'in' | 'over' | 'out';

export type Reply =
  | { readonly kind: 'go' }
  /** No more calls are recorded. */
  | { readonly kind: 'enough' }
  | { readonly kind: 'settings'; readonly settings: DebugSettings }
  | { readonly kind: 'resume'; readonly step?: Step }
  /** Pauses the thread in V8, whose inspector also knows the frames of the sources. */
  | { readonly kind: 'pause' }
  | Inspect;

/** A message to or from the inspector of a guest's thread: a message of the Chrome DevTools Protocol. */
export interface InspectorMessage {
  readonly thread: number;
  readonly text: string;
}

/** Of the host to the process of a guest that is debugged. */
export interface DebuggedGuest {
  /** Threads that run ask for the settings again. */
  changed(): void;
  inspect(message: InspectorMessage): void;
}

/** Of the host. */
export interface ObserverHost {
  /** The component taken apart, where that is done already. */
  readonly parts?: ObservedParts;
  /** Blocks the thread until the host has replied. */
  report(report: Report): Reply | Promise<Reply>;
  attach?(guest: DebuggedGuest): void;
  /** Whether V8's inspector is needed in the process. */
  readonly inspects?: boolean;
  inspected?(message: InspectorMessage): void;
}
