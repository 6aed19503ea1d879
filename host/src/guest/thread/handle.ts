import { setImmediate as turn } from 'node:timers/promises';
import type { Responder } from '../../wasi/http/incoming.ts';
import type { RequestHead } from '../../wasi/http/messages.ts';
import { withoutTrailers, type BodySource } from '../../wasi/http/incoming-body.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { toText } from '../../wasi/http/fields.ts';
import { nextSuspension } from '../../wasi/wake.ts';
import type { RequestSource } from './requests.ts';
import { PipeReader } from '../streams/byte-pipe.ts';
import type { Reuse } from '../../protocol.ts';
import type { GuestRequest } from '../task.ts';
import type { ResponseMessage } from '../http/response-parts.ts';
import { explain } from './explain.ts';
import type { Handle } from './handler.ts';
import { Instances, type Started } from './instances.ts';

type Post = (message: ResponseMessage) => void;

/** The destination of a guest's response. */
export interface Way {
  readonly room: (lane: number) => number;
  /** Whether the client of the request `id` left. */
  readonly isClosed: (lane: number, id: number) => boolean;
  /** The request is complete. */
  readonly give?: (lane: number) => void;
}

export interface Requests extends Reuse {
  /** Called before an instance gets the request. */
  readonly received?: (head: RequestHead) => void;
  /** Called when the instance is done with the request, before the next one may come. */
  readonly responded?: () => void;
  /** Whether the next request waits also for one whose guest is suspended. */
  readonly oneByOne?: boolean;
}

/**
 * Handles requests: the next one when the former is complete, or its guest is suspended. The next instance is created
 * while the thread is idle, so that no request waits for it.
 */
export async function handleRequests(
  start: () => Promise<Started>,
  requests: RequestSource,
  post: Post,
  way: Way,
  { received, responded, oneByOne = false, ...reuse }: Requests = {},
): Promise<void> {
  const instances = await Instances.start(start, reuse);
  const suspended = new Set<Promise<void>>();
  post({ kind: 'idle' });
  for await (const request of requests) {
    received?.(request.head);
    const suspension = nextSuspension().then(() => SUSPENDED);
    const responding = respondBy(instances, request, post, way, responded);
    if (await (oneByOne ? responding : Promise.race([responding, suspension]))) {
      suspended.add(responding);
      void responding.then(() => suspended.delete(responding));
      // The awaited event may come much later.
      post({ kind: 'idle' });
    }
    instances.prepare();
    // Suspended guests resume in turns of the event loop.
    if (suspended.size > 0) await turn();
  }
  await Promise.all(suspended);
}

const SUSPENDED = true;
const NO_BODY = withoutTrailers(readySource(() => undefined));

/** Resolves when the response was sent and the thread has reported so; never rejects. */
async function respondBy(
  instances: Instances,
  { id, lane, head, body }: GuestRequest,
  post: Post,
  way: Way,
  responded: () => void = () => {},
): Promise<void> {
  const instance = instances.take();
  const incoming = { id, lane, head, body: body ? new PipeReader(body) : NO_BODY };
  await respondTo(incoming, instance.handle(id), post, way);
  responded();
  way.give?.(lane);
  // Its sent data need not wait for the next instance.
  post({ kind: 'idle', id });
  instances.give(instance);
}

/** Handles one request; never rejects. */
async function respondTo(
  { id, lane, head, body }: Omit<GuestRequest, 'body'> & { readonly body: BodySource },
  prepared: Promise<Handle>,
  post: Post,
  way: Way,
): Promise<void> {
  const refuse = (message: string) =>
    post({ kind: 'refused', id, problem: { code: 'guest-error', message } });
  const responder: Responder = {
    head: (status, headers, isEmpty) => post({ kind: 'head', id, status, headers: toText(headers), isEmpty }),
    chunk: (bytes) => post({ kind: 'chunk', id, lane, bytes }),
    end: (trailers) => post({ kind: 'end', id, trailers: toText(trailers) }),
    failed: ({ tag, val }) =>
      refuse(`the handler answered with the error ${tag}${val ? `: ${payloadText(val)}` : ''}`),
    broken: refuse,
    room: () => way.room(lane),
    isClosed: () => way.isClosed(lane, id),
  };
  try {
    const missing = await (await prepared)(head, body, responder);
    if (missing) refuse(missing);
  } catch (error) {
    post({ kind: 'refused', id, problem: await explain(error) });
  }
}

/** The payload of an error-code of wasi:http: a text, a number, or a record of some. */
const payloadText = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null
    ? Object.entries(payload)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', ')
    : String(payload);
