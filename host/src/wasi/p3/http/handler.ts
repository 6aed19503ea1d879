import type { ErrorCode } from '../../http/error-code.ts';
import { contentLength } from '../../http/fields.ts';
import type { BodySource } from '../../http/incoming-body.ts';
import type { Responder } from '../../http/incoming.ts';
import type { RequestHead } from '../../http/messages.ts';
import { Request } from './request.ts';
import { Response } from './response.ts';
import { isTrap } from '../../../base/is-trap.ts';
import { sendBody } from './send-body.ts';

/** wasi:http/handler 0.3, as the bindings export it. */
export interface Handler {
  readonly handle: (request: Request) => Promise<Response>;
}

/** Handles one request; a failure of the guest itself is thrown. */
export async function handle(
  handler: Handler,
  head: RequestHead,
  body: BodySource,
  responder: Responder,
): Promise<void> {
  let response: Response;
  try {
    response = await handler.handle(Request.received(head, body));
  } catch (error) {
    if (isTrap(error)) throw error;
    return responder.failed(error as ErrorCode);
  }
  const { status, headers, body: answer } = Response.take(response);
  // One without contents may have trailers, or end with an error.
  const isEmpty = answer.isEmpty && contentLength(headers) !== undefined;
  responder.head(status, headers.entries(), isEmpty);
  const { room, isClosed } = responder;
  const sink = {
    write: (bytes: Uint8Array) => responder.chunk(bytes),
    end: (trailers: Parameters<Responder['end']>[0]) => responder.end(trailers),
    broken: (reason: string) => responder.broken(reason),
    ...(room && { room }),
    ...(isClosed && { isClosed }),
  };
  answer.report(await sendBody(answer, headers, sink, 'HTTP-response-body-size'));
}
