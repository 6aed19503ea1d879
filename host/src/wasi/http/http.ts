/** wasi:http 0.2, put together. */
import { HttpError } from './error-code.ts';
import type { Connect } from './exchange.ts';
import { Fields } from './fields.ts';
import { FutureTrailers, IncomingBody } from './incoming-body.ts';
import { FutureIncomingResponse, IncomingResponse } from './incoming-response.ts';
import { ResponseOutparam } from './incoming.ts';
import { IncomingRequest, OutgoingResponse } from './messages.ts';
import { OutgoingBody } from './outgoing-body.ts';
import { outgoingHandler } from './outgoing-handler.ts';
import { OutgoingRequest, RequestOptions } from './outgoing.ts';

/** @param connect undefined when the guest may not reach the network */
export const http = (connect?: Connect) => ({
  'wasi:http/types': {
    Fields,
    FutureIncomingResponse,
    FutureTrailers,
    IncomingBody,
    IncomingRequest,
    IncomingResponse,
    OutgoingBody,
    OutgoingRequest,
    OutgoingResponse,
    RequestOptions,
    ResponseOutparam,
    httpErrorCode: (error: unknown) => (error instanceof HttpError ? error.code : undefined),
  },
  'wasi:http/outgoing-handler': outgoingHandler(connect),
});
