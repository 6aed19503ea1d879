/** The messages between a guest's thread and the host about one outgoing request, over a dedicated port. */
import type { MessagePort } from 'node:worker_threads';
import type { ErrorCode } from '../../../wasi/http/error-code.ts';
import type { OutgoingCall } from '../../../wasi/http/exchange.ts';
import type { FieldEntry } from '../../../wasi/http/fields.ts';

/** From the guest's thread to the host, which sends the request. */
export interface SendMessage {
  readonly kind: 'send';
  readonly call: OutgoingCall;
  readonly port: MessagePort;
  /** Buffered bytes of the request's body (flow.ts), and whether their reader is gone. */
  readonly flow: Int32Array;
}

/** The body of the request: bytes, then its end or a break. A guest that cancels closes the port. */
export type FromGuest =
  Uint8Array | { readonly trailers: readonly FieldEntry[] } | { readonly broken: string };

/** The response, whose body is read with a `PipeReader`; or a failure in its place. */
export type FromHost =
  | { readonly status: number; readonly headers: readonly FieldEntry[]; readonly body: MessagePort }
  | { readonly failed: ErrorCode };

const CLOSED = 1;

/** A cell for `SendMessage.flow`. */
export const newFlow = (): Int32Array => new Int32Array(new SharedArrayBuffer(8));

export const closeFlow = (flow: Int32Array): void => void Atomics.store(flow, CLOSED, 1);

export const isFlowClosed = (flow: Int32Array): boolean => Atomics.load(flow, CLOSED) === 1;
