/** wasi:http 0.2, put together. Outgoing requests are refused: see docs/run.md. */
import { HttpError } from './error-code.ts';
import { Fields } from './fields.ts';
import { FutureTrailers, IncomingBody } from './incoming-body.ts';
import { ResponseOutparam } from './incoming.ts';
import { IncomingRequest, OutgoingResponse } from './messages.ts';
import { OutgoingBody } from './outgoing-body.ts';
import { OutgoingRequest, RequestOptions } from './outgoing.ts';
import { unreachable } from '../unreachable.ts';

/** Never made: `handle` below refuses first. */
const FutureIncomingResponse = unreachable('subscribe', 'get');
const IncomingResponse = unreachable('status', 'headers', 'consume');

export const http = {
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
  'wasi:http/outgoing-handler': {
    handle(): never {
      throw { tag: 'HTTP-request-denied' };
    },
  },
};
