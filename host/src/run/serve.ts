import type { ServeTask } from '../guest/protocol.ts';
import type { Problem, ServeParams } from '../protocol.ts';
import type { GuestProcess } from '../supervise/guest-process.ts';
import type { Serving } from '../guest/http/listen.ts';
import { expectAnother, openGuest } from './open-guest.ts';
import { prepare } from './prepare.ts';
import type { RunContext } from './run.ts';
import { withPlace } from './source-place.ts';

export type { Serving } from '../guest/http/listen.ts';

/** A server whose process may end by itself. */
export interface ServingProcess extends Serving {
  /** Resolves with the reason when the process ends before `close`. */
  readonly lost: Promise<Problem>;
}

/**
 * Serves `wasi:http/incoming-handler` from a process of its own, each request in an instance of its own.
 * @throws HostError `address-in-use`, `address-invalid`, `not-a-service` or what the guest did at its start
 */
export async function serve(params: ServeParams, context: RunContext): Promise<ServingProcess> {
  const { component, ...rest } = params;
  const failed = (problem: Problem): void => {
    if (context.failed) void withPlace(problem, component).then(context.failed);
  };
  const options = { ...context, failed };
  const guest = await openGuest(params.grants, true, options);
  try {
    const transpiled = await prepare(component, context);
    context.signal.throwIfAborted();
    const url = await start(guest, { kind: 'serve', transpiled, ...rest });
    expectAnother(params.grants, true, options);
    return { url, lost: guest.lost, close: () => guest.close() };
  } catch (error) {
    await guest.end();
    throw error;
  }
}

async function start(guest: GuestProcess, task: ServeTask): Promise<string> {
  const answer = await guest.start(task);
  if (answer.kind === 'serving') return answer.url;
  throw new Error(`a guest process answered a server's start with ${answer.kind}`);
}
