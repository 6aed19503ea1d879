import type { MessagePort } from 'node:worker_threads';
import type { Exports } from '../../engine/instantiate.ts';
import { HostError } from '../../problem.ts';
import { ResponseOutparam, type Responder } from '../../wasi/http/incoming.ts';
import { IncomingRequest } from '../../wasi/http/messages.ts';
import type { BodySource } from '../../wasi/http/incoming-body.ts';
import { PipeReader } from '../byte-pipe.ts';
import type { GuestRequest, ResponseMessage } from '../task.ts';
import { toProblem } from '../trap.ts';

export type Handle = (request: IncomingRequest, out: ResponseOutparam) => unknown;
type Post = (message: ResponseMessage) => void;

/** What a guest's writes of a response meet. */
export interface Way {
  readonly room: () => number;
  /** Whether the client of the request `id` left. */
  readonly isClosed: (id: number) => boolean;
}

/**
 * Answers requests one after the other, each in an instance of its own. The next instance is made while
 * nobody waits, so that a request does not pay for it.
 */
export async function handleRequests(
  start: () => Promise<Exports>,
  port: Pick<MessagePort, 'on'>,
  post: Post,
  way: Way,
): Promise<void> {
  let next: Promise<Handle> = prepare(start);
  await next;
  port.on('message', (request: GuestRequest) => {
    const handle = next;
    const { id, head } = request;
    void answer({ id, head, body: new PipeReader(request.body) }, handle, post, way).then(() => {
      next = prepare(start);
      // A failure is reported to the request that needs the instance.
      next.catch(() => {});
      post({ kind: 'idle' });
    });
  });
  post({ kind: 'idle' });
}

const prepare = async (start: () => Promise<Exports>): Promise<Handle> => handlerOf(await start());

/** @throws HostError `not-a-service` */
export function handlerOf(instance: Exports): Handle {
  const handler = instance['incomingHandler'] as { handle: Handle } | undefined;
  if (handler) return (request, out) => handler.handle(request, out);
  throw new HostError({
    code: 'not-a-service',
    message: 'the component does not export wasi:http/incoming-handler',
    help: 'Run it, or call one of its functions: `wit-studio invoke COMPONENT` lists them.',
  });
}

/** Answers one request; never rejects. */
export async function answer(
  { id, head, body }: Omit<GuestRequest, 'body'> & { readonly body: BodySource },
  prepared: Promise<Handle>,
  post: Post,
  way?: Way,
): Promise<void> {
  const refuse = (message: string) =>
    post({ kind: 'refused', id, problem: { code: 'guest-error', message } });
  const responder: Responder = {
    head: (status, headers, isEmpty) => post({ kind: 'head', id, status, headers, isEmpty }),
    chunk: (bytes) => post({ kind: 'chunk', id, bytes: bytes.slice() }),
    end: (trailers) => post({ kind: 'end', id, trailers }),
    failed: ({ tag, val }) =>
      refuse(`the handler answered with the error ${tag}${val ? `: ${String(val)}` : ''}`),
    broken: refuse,
    ...(way && { room: way.room, isClosed: () => way.isClosed(id) }),
  };
  const out = new ResponseOutparam(responder);
  try {
    const handle = await prepared;
    await handle(new IncomingRequest(head, body), out);
    const owed = ResponseOutparam.owes(out);
    if (owed) refuse(owed);
  } catch (error) {
    post({ kind: 'refused', id, problem: toProblem(error) });
  }
}
