import type { Exports } from '../../engine/instantiate.ts';
import { HostError } from '../../base/problem.ts';
import type { BodySource } from '../../wasi/http/incoming-body.ts';
import { ResponseOutparam, type Responder } from '../../wasi/http/incoming.ts';
import { IncomingRequest, type RequestHead } from '../../wasi/http/messages.ts';
import { handle, type Handler } from '../../wasi/p3/http/handler.ts';
import { newest } from './newest.ts';

/** @returns the missing part of the response, as a sentence; undefined when it is complete */
export type Handle = (
  head: RequestHead,
  body: BodySource,
  responder: Responder,
) => Promise<string | undefined>;

const thirdOf = (instance: Exports): Handler | undefined =>
  instance[newest(instance, 'wasi:http/handler') ?? ''] as Handler | undefined;

/** Whether it handles requests by WASI 0.3. */
export const isThird = (instance: Exports): boolean => thirdOf(instance) !== undefined;

/**
 * The newest handler that it exports.
 * @throws HostError `not-a-service`
 */
export function handlerOf(instance: Exports): Handle {
  const third = thirdOf(instance);
  if (third)
    return async (head, body, responder) => {
      await handle(third, head, body, responder);
      return undefined;
    };
  const second = instance['incomingHandler'] as
    { handle: (request: IncomingRequest, out: ResponseOutparam) => unknown } | undefined;
  if (second)
    return async (head, body, responder) => {
      const out = new ResponseOutparam(responder);
      await second.handle(new IncomingRequest(head, body), out);
      return ResponseOutparam.missingPart(out);
    };
  throw new HostError({
    code: 'not-a-service',
    message: 'the component exports neither wasi:http/incoming-handler nor wasi:http/handler',
    help: 'Run it, or call one of its functions: in VS Code by “WIT: Run”, which lists them, or above a function in its WIT; in a terminal by `wit-studio run COMPONENT` and `wit-studio invoke COMPONENT`.',
  });
}
