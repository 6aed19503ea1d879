/** What the host and a guest's thread say to each other. Everything here survives structured cloning. */
import type { CoreModules } from '../engine/modules.ts';
import type { Grants, Problem } from '../protocol.ts';
import type { FieldEntry } from '../wasi/http/fields.ts';
import type { RequestHead } from '../wasi/http/messages.ts';
import type { Call } from './wave/call.ts';

/** The thread's `workerData`. */
export interface GuestTask {
  readonly script: string;
  readonly modules: CoreModules;
  readonly grants: Grants;
  /** Whether the guest reads this process' standard input; otherwise it finds it at its end. */
  readonly stdin: boolean;
  readonly job: Job;
}

export type Job =
  | { readonly kind: 'command' }
  | { readonly kind: 'invoke'; readonly call: Call }
  | { readonly kind: 'serve' };

/** To a thread whose job is to serve. */
export interface GuestRequest {
  readonly id: number;
  readonly head: RequestHead;
  readonly body: Uint8Array;
}

export type GuestMessage =
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly exitCode: number; readonly value?: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | ResponseMessage;

/** Parts of the answer to the request `id`, in the order of `Responder`; `idle` when the thread takes another. */
export type ResponseMessage =
  | {
      readonly kind: 'head';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly FieldEntry[];
    }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'refused'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'idle' };
