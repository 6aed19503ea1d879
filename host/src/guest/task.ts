/** The messages between the host and a guest's thread. Everything here survives structured cloning. */
import type { MessagePort } from 'node:worker_threads';
import type { CoreModules } from '../engine/modules.ts';
import type { HostCall, ResultChannel } from './host-calls.ts';
import type { Graph } from './crossing/graph.ts';
import type { Grants, Problem, Reuse, RunResult } from '../protocol.ts';
import type { RequestHead } from '../wasi/http/messages.ts';
import type { QueueCells } from './http/request-queue.ts';
import type { OutputMessage, PartsCells } from './http/response-parts.ts';
import type { SendMessage } from './http/outgoing/exchange-port.ts';
import type { SocketMessage } from './sockets/socket-port.ts';
import type { Call } from '../wave/call.ts';

/** The guest of a thread: the first message to it, and each one behind the end of a task that `stays`. */
export interface GuestTask {
  readonly script: string;
  /** Present where the thread shall share V8's code of the script with later threads. */
  readonly scriptHash?: string;
  /** The code of that script, if an earlier thread has compiled it. */
  readonly code?: Uint8Array;
  readonly modules: CoreModules;
  readonly grants: Grants;
  /** The guest's standard input (feed.ts); without one it finds it at its end. */
  readonly input?: MessagePort;
  readonly job: Job;
  /** Whether the thread waits for another task when this one is done. */
  readonly stays?: boolean;
  /** The requests, if the job is to serve. */
  readonly requests?: QueueCells;
  /** Present where the component is linked (engine/linked) in place of the script. */
  readonly outline?: Uint8Array;
  /** Present where the calls between its instances are observed; it runs in place of the script. */
  readonly graph?: Graph;
}

/** Memory that a thread shares with the first thread of its process: its `workerData`. */
export interface GuestCells {
  /** Counted up by the host whenever it has sent input (wasi/wake.ts). */
  readonly wake: Int32Array;
  /** Bytes of output that the guest has sent and the host has not passed on (flow.ts). */
  readonly flow: Int32Array;
  /** Counted up with each `RequestRest` that it gets. */
  readonly rests: Int32Array;
  /** Not zero when it is to leave in place of the next request. */
  readonly leaving: Int32Array;
  /** The way of its responses (http/response-parts.ts). */
  readonly parts: PartsCells;
  /** The same as `flow` of its responses, one a lane: a client that reads slowly holds up nothing else. */
  readonly responseFlows: Int32Array;
  /** The output streams and responses whose readers are gone (flow.ts). */
  readonly readers: Int32Array;
  /** Whose turn it is at the folders (wasi/filesystem/lock.ts). */
  readonly folders: Int32Array;
  /** Counted up when the settings of a debugger have changed. */
  readonly changes: Int32Array;
  /** The way of results of host calls (host-calls.ts). */
  readonly hostCalls: ResultChannel;
}

export type Job =
  | { readonly kind: 'command' }
  /** `repeatMs`: to call it again and again for so long, and give the times. */
  | { readonly kind: 'invoke'; readonly call: Call; readonly repeatMs?: number }
  | ({ readonly kind: 'serve' } & Reuse);

/** A request that a serving thread takes from the queue. */
export interface GuestRequest {
  readonly id: number;
  /** A thread has several requests at once, each in a lane of its own (flow.ts). */
  readonly lane: number;
  readonly head: RequestHead;
  /** Read with a `PipeReader`; undefined for a request without a body. */
  readonly body: MessagePort | undefined;
}

/** Data that follows a request to the thread that took it (http/request-queue.ts). */
export interface RequestRest {
  /** Present where it was too long for the queue. */
  readonly head?: RequestHead;
  readonly body?: MessagePort;
}

export type GuestMessage =
  | { readonly kind: 'host-call'; readonly call: HostCall }
  | OutputMessage
  | ({ readonly kind: 'done' } & RunResult)
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'compiled'; readonly scriptHash: string; readonly code: Uint8Array }
  | SendMessage
  | SocketMessage;
