import type { Serving } from '../guest/http/listen.ts';
import type { Problem, ServeParams } from '../protocol.ts';
import { ReadyServer } from './ready-server.ts';
import { Recorder } from './recording/recorder.ts';
import type { RunContext } from './run.ts';

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
  const prepared = await context.prepared?.take(params, context);
  const server = prepared ?? (await ReadyServer.start(params, context));
  return server.listen(params.addr);
}
