import type { ErrorCode } from '../../http/error-code.ts';
import type { Connect, Exchange } from '../../http/exchange.ts';
import { toCall, timeoutsOf } from '../../http/outgoing-handler.ts';
import { contentLength, type Fields } from '../../http/fields.ts';
import type { BodySink } from '../../http/outgoing-body.ts';
import { until } from '../../wake.ts';
import { cancellable } from '../cancellable.ts';
import { failure } from '../streams.ts';
import type { Sent } from './body.ts';
import { Request } from './request.ts';
import { RequestOptions } from './request-options.ts';
import { Response } from './response.ts';
import { CLOSED, sendBody } from './send-body.ts';

/**
 * wasi:http/client 0.3
 * @param connect undefined when the guest may not reach the network
 */
export const client = (connect: Connect | undefined) => ({
  /** A call that was cancelled ends the request. */
  send: (request: Request): Promise<Response> =>
    cancellable((isCancelled) => send(connect, request, isCancelled)),
});

async function send(
  connect: Connect | undefined,
  request: Request,
  isCancelled: () => boolean,
): Promise<Response> {
  const { line, options, body } = Request.take(request);
  let sent: Sent | undefined;
  try {
    if (!connect) throw { tag: 'HTTP-request-denied' } satisfies ErrorCode;
    if (line.pathWithQuery() === undefined) throw { tag: 'HTTP-request-URI-invalid' } satisfies ErrorCode;
    const call = toCall(line, true, timeoutsOf(options && RequestOptions.second(options)));
    if (call.method === 'CONNECT' || (body.isEmpty && (contentLength(line.headers()) ?? 0n) > 0n))
      throw PROTOCOL_ERROR;
    const exchange = connect({ ...call, hostLast: true });
    const sending = sendBody(body, line.headers(), call.hasBody ? exchange.sink : noBody(exchange), SIZE);
    void sending.then((result) => (sent = result));
    const response = await responseOf(exchange, isCancelled);
    void sending.then((result) => body.report(result));
    return response;
  } catch (error) {
    // A body that failed is why there is no response, and the future of the request has the same error, except that
    // the call does not tell that the body was too short.
    const reason = sent?.tag === 'err' && sent !== CLOSED ? sent.val : (error as ErrorCode);
    body.report(failure(reason));
    body.drop();
    throw isTooShort(reason, line.headers()) ? PROTOCOL_ERROR : reason;
  }
}

const SIZE = 'HTTP-request-body-size';
const PROTOCOL_ERROR: ErrorCode = { tag: 'HTTP-protocol-error' };

const isTooShort = ({ tag, val }: ErrorCode, headers: Fields): boolean =>
  tag === SIZE && (val as bigint) < (contentLength(headers) ?? 0n);

async function responseOf(exchange: Exchange, isCancelled: () => boolean): Promise<Response> {
  let result: ReturnType<Exchange['result']>;
  await until(() => isCancelled() || (result = exchange.result()) !== undefined);
  if (isCancelled()) exchange.cancel();
  if (!result || 'failed' in result) throw result?.failed ?? PROTOCOL_ERROR;
  return Response.received(result);
}

/** The body of a GET or HEAD request without a length is not sent; only its failure ends the request. */
const noBody = (exchange: Exchange): BodySink => ({
  write: () => {},
  end: () => {},
  broken: (reason) => exchange.sink.broken(reason),
});
