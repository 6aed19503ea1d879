import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Incoming } from './pending-request.ts';
import { hasBody } from './request.ts';

/**
 * For a client that sends its body only once it is asked to (RFC 9110, section 10.1.1): it is asked when the guest
 * reads. One that gets a response before may send the body or not, so its connection ends with the response.
 */
export function continuing(request: IncomingMessage, response: ServerResponse): Pick<Incoming, 'reads'> {
  const { headers, httpVersionMinor } = request;
  if (!/^100-continue$/i.test(headers.expect ?? '') || httpVersionMinor === 0 || !hasBody(request)) return {};
  const mayKeepAlive = response.shouldKeepAlive;
  response.shouldKeepAlive = false;
  return {
    reads() {
      if (response.headersSent) return;
      response.writeContinue();
      response.shouldKeepAlive = mayKeepAlive;
    },
  };
}
