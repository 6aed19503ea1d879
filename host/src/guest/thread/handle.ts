import type { Exports } from '../../engine/instantiate.ts';
import { HostError } from '../../problem.ts';
import { ResponseOutparam, type Responder } from '../../wasi/http/incoming.ts';
import { IncomingRequest, type RequestHead } from '../../wasi/http/messages.ts';
import { handle, type Handler } from '../../wasi/p3/http/handler.ts';
import { withoutTrailers, type BodySource } from '../../wasi/http/incoming-body.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { toText } from '../../wasi/http/fields.ts';
import { newest } from './newest.ts';
import type { RequestSource } from './requests.ts';
import { PipeReader } from '../byte-pipe.ts';
import type { GuestRequest, ResponseMessage } from '../task.ts';
import { explain } from './explain.ts';

/** @returns what the guest still owes, as a sentence; undefined when the answer is complete */
export type Handle = (
  head: RequestHead,
  body: BodySource,
  responder: Responder,
) => Promise<string | undefined>;
type Post = (message: ResponseMessage) => void;

/** What a guest's writes of a response meet. */
export interface Way {
  readonly room: () => number;
  /** Whether the client of the request `id` left. */
  readonly isClosed: (id: number) => boolean;
}

export interface Requests {
  /** Called before the instance gets the request. */
  readonly received?: (head: RequestHead) => void;
  /** Called when the instance is done with the request, before the next one may come. */
  readonly answered?: () => void;
  /** How many requests an instance answers; by default one, and 128 of WASI 0.3, as under `wasmtime serve`. */
  readonly reuse?: number;
}

/**
 * Answers requests one after the other. The next instance is made while nobody waits, so that a request does not
 * pay for it.
 */
export async function handleRequests(
  start: () => Promise<Exports>,
  requests: RequestSource,
  post: Post,
  way: Way,
  { received, answered, reuse }: Requests = {},
): Promise<void> {
  let next: Promise<Prepared> = prepare(start, reuse);
  await next;
  post({ kind: 'idle' });
  for await (const { id, head, body } of requests) {
    received?.(head);
    const prepared = next;
    const handle = prepared.then((instance) => instance.handle);
    const incoming = { id, head, body: body ? new PipeReader(body) : NO_BODY };
    const isWhole = await answer(incoming, handle, post, way);
    answered?.();
    // What it has sent need not wait for the next instance.
    post({ kind: 'idle' });
    const left = isWhole ? (await prepared).left - 1 : 0;
    next = left > 0 ? prepared.then((instance) => ({ ...instance, left })) : prepare(start, reuse);
    // A failure is reported to the request that needs the instance.
    next.catch(() => {});
  }
}

const NO_BODY = withoutTrailers(readySource(() => undefined));

/** An instance, and how many more requests it answers. */
interface Prepared {
  readonly handle: Handle;
  readonly left: number;
}

const THIRD_REUSE = 128;

async function prepare(start: () => Promise<Exports>, reuse: number | undefined): Promise<Prepared> {
  const instance = await start();
  return { handle: handlerOf(instance), left: reuse ?? (thirdOf(instance) ? THIRD_REUSE : 1) };
}

const thirdOf = (instance: Exports): Handler | undefined =>
  instance[newest(instance, 'wasi:http/handler') ?? ''] as Handler | undefined;

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
      return ResponseOutparam.owes(out);
    };
  throw new HostError({
    code: 'not-a-service',
    message: 'the component exports neither wasi:http/incoming-handler nor wasi:http/handler',
    help: 'Run it, or call one of its functions: `wit-studio invoke COMPONENT` lists them.',
  });
}

/** Answers one request; never rejects. @returns whether the instance is whole: it did not trap */
export async function answer(
  { id, head, body }: Omit<GuestRequest, 'body'> & { readonly body: BodySource },
  prepared: Promise<Handle>,
  post: Post,
  way?: Way,
): Promise<boolean> {
  const refuse = (message: string) =>
    post({ kind: 'refused', id, problem: { code: 'guest-error', message } });
  const responder: Responder = {
    head: (status, headers, isEmpty) => post({ kind: 'head', id, status, headers: toText(headers), isEmpty }),
    chunk: (bytes) => post({ kind: 'chunk', id, bytes }),
    end: (trailers) => post({ kind: 'end', id, trailers: toText(trailers) }),
    failed: ({ tag, val }) =>
      refuse(`the handler answered with the error ${tag}${val ? `: ${String(val)}` : ''}`),
    broken: refuse,
    ...(way && { room: way.room, isClosed: () => way.isClosed(id) }),
  };
  try {
    const owed = await (await prepared)(head, body, responder);
    if (owed) refuse(owed);
    return true;
  } catch (error) {
    post({ kind: 'refused', id, problem: await explain(error) });
    return false;
  }
}
