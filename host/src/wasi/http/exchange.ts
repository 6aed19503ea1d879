/** The interface of wasi:http to the sender of its requests, independent of the transport. */
import type { ErrorCode } from './error-code.ts';
import type { FieldEntry } from './fields.ts';
import type { BodySource } from './incoming-body.ts';
import type { BodySink } from './outgoing-body.ts';

/** A request that is ready to be sent. */
export interface OutgoingCall {
  readonly method: string;
  readonly secure: boolean;
  readonly authority: string;
  /** From the root, with the query. */
  readonly path: string;
  readonly headers: readonly FieldEntry[];
  /** Whether the field `host` follows those of the guest. */
  readonly hostLast?: boolean;
  readonly hasBody: boolean;
  /** Milliseconds. */
  readonly timeouts: Timeouts;
}

export interface Timeouts {
  readonly connect: number;
  readonly firstByte: number;
  readonly betweenBytes: number;
}

export interface ReceivedResponse {
  readonly status: number;
  readonly headers: readonly FieldEntry[];
  readonly body: BodySource;
}

/** A current request. */
export interface Exchange {
  /** The receiver of the request's body. */
  readonly sink: BodySink;
  /** The response or the failure, once there is one of them. */
  result(): ReceivedResponse | { readonly failed: ErrorCode } | undefined;
  /** Ends the request, also when its response is still being read. */
  cancel(): void;
}

export type Connect = (call: OutgoingCall) => Exchange;
