import type { Request, Response } from 'edge:service/exchange@0.1.0';
import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';
import type { StreamError } from 'wasi:io/streams@0.2.12';
import type { IncomingRequest } from 'wasi:http/types@0.2.12';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads a request of `wasi:http` to its end. */
export function receive(request: IncomingRequest): Request {
  const method = request.method();
  using headers = request.headers();
  const [authorization] = headers.get('authorization');
  return {
    method: method.tag === 'other' ? method.val : method.tag.toUpperCase(),
    path: request.pathWithQuery() ?? '/',
    authorization: authorization && decoder.decode(authorization),
    body: bodyOf(request),
  };
}

/** Sends a response through `wasi:http`. */
export function reply(out: ResponseOutparam, { status, contentType, body }: Response): void {
  const headers = new Fields();
  headers.set('content-type', [encoder.encode(contentType)]);
  const response = new OutgoingResponse(headers);
  response.setStatusCode(status);
  const outgoing = response.body();
  ResponseOutparam.set(out, { tag: 'ok', val: response });
  {
    using stream = outgoing.write();
    const bytes = encoder.encode(body);
    for (let at = 0; at < bytes.length; at += CHUNK) stream.blockingWriteAndFlush(bytes.subarray(at, at + CHUNK));
  }
  OutgoingBody.finish(outgoing, undefined);
}

/** `blocking-write-and-flush` takes no more at once. */
const CHUNK = 4096;

/** An `err` of a WIT function is thrown as an Error that carries it. */
interface Failure extends Error {
  readonly payload: StreamError;
}

function bodyOf(request: IncomingRequest): string {
  using body = request.consume();
  using stream = body.stream();
  const chunks: Uint8Array[] = [];
  try {
    for (;;) chunks.push(stream.blockingRead(65_536n));
  } catch (error) {
    if ((error as Failure).payload.tag !== 'closed') throw error;
  }
  return decoder.decode(joined(chunks));
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
