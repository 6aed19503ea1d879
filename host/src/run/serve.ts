import type { ServeParams } from '../protocol.ts';
import type { RunContext } from './context.ts';
import type { PreparedServer } from './prepared-server.ts';
import { ReadyServer } from './ready-server.ts';
import { Recorder } from './recording/recorder.ts';
import type { ServingProcess } from './serving-process.ts';

export type { Serving } from '../guest/http/listen.ts';

interface Context extends RunContext {
  /** Has a process that is ready to serve; without it, each server starts with a new process. */
  readonly prepared?: PreparedServer;
}

/**
 * Serves a handler of wasi:http from a separate process.
 * @throws HostError `address-in-use`, `address-invalid`, `not-a-service` or the guest's failure at its start
 */
export async function serve(params: ServeParams, context: Context): Promise<ServingProcess> {
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

async function serveObserved(params: ServeParams, context: Context): Promise<ServingProcess> {
  const prepared = await context.prepared?.take(params, context);
  const server = prepared ?? (await ReadyServer.start(params, context));
  return server.listen(params.addr);
}
