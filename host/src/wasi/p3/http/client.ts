import type { ErrorCode } from '../../http/error-code.ts';
import type { Connect, Exchange } from '../../http/exchange.ts';
import { toCall, timeoutsOf } from '../../http/outgoing-handler.ts';
import type { BodySink } from '../../http/outgoing-body.ts';
import { until } from '../../wake.ts';
import { failure } from '../streams.ts';
import type { Sent } from './body.ts';
import { Request } from './request.ts';
import { RequestOptions } from './request-options.ts';
import { Response } from './response.ts';
import { sendBody } from './send-body.ts';

/**
 * wasi:http/client 0.3
 * @param connect undefined when the guest may not reach the network
 */
export const client = (connect: Connect | undefined) => ({
  async send(request: Request): Promise<Response> {
    const { line, options, body } = Request.take(request);
    let sent: Sent | undefined;
    try {
      if (!connect) throw { tag: 'HTTP-request-denied' } satisfies ErrorCode;
      const call = toCall(line, true, timeoutsOf(options && RequestOptions.second(options)));
      if (call.method === 'CONNECT') throw { tag: 'HTTP-protocol-error' } satisfies ErrorCode;
      const exchange = connect({ ...call, hasBody: !body.isEmpty });
      const sending = sendBody(body, line.headers(), body.isEmpty ? noBody(exchange) : exchange.sink, SIZE);
      void sending.then((result) => (sent = result));
      const response = await responseOf(exchange);
      void sending.then((result) => body.report(result));
      return response;
    } catch (error) {
      // A body that failed is why there is no response. The call and the future of the request give the same error.
      const reason = sent?.tag === 'err' ? sent.val : (error as ErrorCode);
      body.report(failure(reason));
      body.drop();
      throw reason;
    }
  },
});

const SIZE = 'HTTP-request-body-size';

async function responseOf(exchange: Exchange): Promise<Response> {
  let result: ReturnType<Exchange['result']>;
  await until(() => (result = exchange.result()) !== undefined);
  if (!result || 'failed' in result) throw result?.failed ?? { tag: 'HTTP-protocol-error' };
  return Response.received(result);
}

/** A request without content is sent whole at once; only a failure of its trailers ends it. */
const noBody = (exchange: Exchange): BodySink => ({
  write: () => {},
  end: () => {},
  broken: (reason) => exchange.sink.broken(reason),
});
