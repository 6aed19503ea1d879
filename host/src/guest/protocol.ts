/** The messages between the host and the process of a guest component, over the IPC channel of Node.js. */
import type { Transpiled } from '../engine/transpile.ts';
import type { ObservedParts } from './crossing/observed.ts';
import type { InspectorMessage } from './crossing/report.ts';
import type { Grants, Limits, Problem, Reuse, RunResult } from '../protocol.ts';
import type { HostCall, HostResult } from './host-calls.ts';
import type { Job } from './task.ts';

/** The component of a process, and its grants. */
export interface GuestComponent {
  readonly transpiled: Transpiled;
  readonly grants: Grants;
  readonly limits?: Limits;
  /** Present where calls between its instances are observed. */
  readonly observed?: ObservedParts;
}

/** One run of a command, or one call. */
export interface RunTask extends GuestComponent {
  readonly kind: 'run';
  readonly job: Job;
  /** Whether the guest may read the process' standard input. */
  readonly stdin: boolean;
  /** Whether the process waits for another task afterwards. Its guest's streams are messages then. */
  readonly stays?: boolean;
}

/** Serves requests from `listen` until it is closed. */
export interface ServeTask extends GuestComponent, Reuse {
  readonly kind: 'serve';
  readonly concurrency?: number;
  readonly uploadMs?: number;
  readonly logPrefix?: boolean;
  readonly logRequests?: boolean;
}

/** Serves another component in place of the one before, with the same grants and limits and at the same address. */
export interface ReplaceTask {
  readonly kind: 'replace';
  readonly transpiled: Transpiled;
  readonly observed?: ObservedParts;
}

/** Output of the guest of a `RunTask` that `stays`; the next follows after `Taken`. */
export interface Written {
  readonly kind: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/** The oldest pending output of the stream was written, or cannot be: then with the system's name of the error. */
export interface Taken {
  readonly kind: 'taken';
  readonly stream: 'stdout' | 'stderr';
  readonly failure?: string;
}

/** The first message starts the job of the process; `close` ends a server gracefully. */
export type ToGuest =
  | RunTask
  | ServeTask
  | ReplaceTask
  /** To a server that is `ready`. */
  | { readonly kind: 'listen'; readonly addr: string }
  /** Cancels a `ReplaceTask`. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'close'; readonly withinMs: number }
  /** The settings of a debugger have changed. */
  | { readonly kind: 'changed' }
  /** To the inspector of a thread. */
  | { readonly kind: 'inspect'; readonly message: InspectorMessage }
  | Taken
  /** The reply to `want`; without bytes the input has ended. */
  | { readonly kind: 'input'; readonly bytes?: Uint8Array }
  | { readonly kind: 'host-result'; readonly id: number; readonly result: HostResult };

export type FromGuest =
  | { readonly kind: 'done'; readonly result: RunResult }
  /** The component of a `ServeTask` is started. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'serving'; readonly url: string }
  /** The outcome of a `ReplaceTask`: with a problem the previous component is still served. */
  | { readonly kind: 'replaced'; readonly problem?: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** A request to the server failed, for the reason that its log has. */
  | { readonly kind: 'request-failed'; readonly problem: Problem }
  | Written
  /** A message of the inspector of a thread. */
  | { readonly kind: 'inspected'; readonly message: InspectorMessage }
  /** The guest of a `RunTask` that `stays` reads its standard input. */
  | { readonly kind: 'want' }
  | { readonly kind: 'host-call'; readonly id: number; readonly call: HostCall };
