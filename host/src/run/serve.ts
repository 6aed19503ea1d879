import { isDeepStrictEqual } from 'node:util';
import type { Output } from '../guest/output.ts';
import type { ServeTask } from '../guest/protocol.ts';
import { serialQueue } from '../serial-queue.ts';
import type { Problem, ServeParams } from '../protocol.ts';
import type { GuestProcess } from '../supervise/guest-process.ts';
import type { Serving } from '../guest/http/listen.ts';
import { mayInspect } from '../supervise/permissions.ts';
import { nodeFor } from './node-for.ts';
import { observedParts } from './observed-parts.ts';
import { openGuest } from './open-guest.ts';
import { prepare } from './prepare.ts';
import type { RunContext } from './run.ts';
import { Recorder } from './recording/recorder.ts';
import { withPlace } from './source-place.ts';

export type { Serving } from '../guest/http/listen.ts';

/** A server in a process of its own. */
export interface ServingProcess extends Serving {
  /** Resolves with the reason when the process ends before `close`. */
  readonly lost: Promise<Problem>;
  /**
   * Serves another component at the same address: pending requests are handled by the former one, which continues when
   * the other cannot be served.
   * @returns false, without a change, when the process was started with other grants, limits or address
   * @throws HostError as `serve`
   */
  replace(params: ServeParams, context: RunContext): Promise<boolean>;
}

/**
 * Serves a handler of wasi:http from a separate process.
 * @throws HostError `address-in-use`, `address-invalid`, `not-a-service` or the guest's failure at its start
 */
export async function serve(params: ServeParams, context: RunContext): Promise<ServingProcess> {
  if (params.trace === undefined) return serveObserved(params, context);
  const recorder = new Recorder(params.trace, params, context.output);
  const end = (): Promise<void> => recorder.close();
  try {
    const serving = await serveObserved(params, { ...context, observer: recorder });
    void serving.lost.then(end);
    return {
      ...serving,
      replace: (by, meanwhile) => serving.replace(by, { ...meanwhile, observer: recorder }),
      close: (withinMs) => serving.close(withinMs).finally(end),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function serveObserved(params: ServeParams, context: RunContext): Promise<ServingProcess> {
  const { component, fuse = true, trace: _, ...rest } = params;
  let served = { component, context };
  const failed = (problem: Problem): void => {
    const { failed: report } = served.context;
    if (report) void withPlace(problem, served.component).then(report);
  };
  const output: Output | undefined =
    context.output && ((stream, bytes) => served.context.output?.(stream, bytes));
  const node = await nodeFor(context);
  const guest = await openGuest(params.grants, true, node, { ...context, failed, ...(output && { output }) });
  try {
    const own = { node, grants: params.grants };
    // An observed component is split into its parts.
    const transpiled = await prepare(component, { ...context, ...own, fuse: fuse && !context.observer });
    const observed = context.observer && (await observedParts(component, context, node));
    context.signal.throwIfAborted();
    const url = await start(guest, { kind: 'serve', transpiled, ...rest, ...(observed && { observed }) });
    const queue = serialQueue();
    const replaceBy = async (by: ServeParams, meanwhile: RunContext): Promise<void> => {
      // An edit should be served soon: fusing, and compiling the one large module, would take longest.
      const isEdit = !served.context.observer || meanwhile.observer !== undefined;
      const next = await prepare(by.component, { ...meanwhile, ...own, fuse: fuse && !isEdit });
      const parts = meanwhile.observer && (await observedParts(by.component, meanwhile, node));
      await guest.replace({ transpiled: next, ...(parts && { observed: parts }) }, meanwhile.signal);
      served = { component: by.component, context: meanwhile };
    };
    return {
      url,
      lost: guest.lost,
      close: (withinMs) => guest.close(withinMs),
      async replace(by, meanwhile) {
        if (!isSamePlace(by, params, url)) return false;
        const isDetached = context.observer?.inspects === true && !meanwhile.observer;
        if (isDetached && !mayInspect(node)) return false;
        await queue(() => replaceBy(by, meanwhile));
        return true;
      },
    };
  } catch (error) {
    await guest.end();
    throw error;
  }
}

/** Whether a process that serves `former` at `url` may serve `next` as well. */
function isSamePlace(next: ServeParams, former: ServeParams, url: string): boolean {
  const settings = ({ component: _, addr: __, ...rest }: ServeParams): object => rest;
  return (
    isDeepStrictEqual(settings(next), settings(former)) &&
    [former.addr, new URL(url).host].includes(next.addr)
  );
}

async function start(guest: GuestProcess, task: ServeTask): Promise<string> {
  const message = await guest.start(task);
  if (message.kind === 'serving') return message.url;
  throw new Error(`a guest process responded to a server's start with ${message.kind}`);
}
