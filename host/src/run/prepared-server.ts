import type { ServeParams } from '../protocol.ts';
import { nodeFor } from './node-for.ts';
import { ReadyServer } from './ready-server.ts';
import type { RunContext } from './context.ts';

/** Between the start of a server, whose first requests need the processors, and the preparation of the next one. */
const BEHIND_MS = 1_000;

const NONE: Promise<undefined> = Promise.resolve(undefined);

type Place = Pick<RunContext, 'storage' | 'project'>;

/**
 * One server that is ready for the next `serve` with the same settings: with the same component it only has to
 * listen, and one that was built since then is loaded into its process. It takes as much memory as one that serves.
 */
export class PreparedServer {
  #next: Promise<ReadyServer | undefined> = NONE;

  /** Prepares the server of `params`, in place of the one that waits. It never rejects. */
  prepare(params: ServeParams, { storage, project }: Place): void {
    const place = { storage, ...(project !== undefined && { project }) };
    this.#next = this.#next.then(async (former) => {
      await former?.end();
      return isFree(params) ? started(params, place) : undefined;
    });
  }

  /**
   * The server that waits, when it fits, with the component of `params`; otherwise it ends. The next one is prepared
   * behind the one that starts now.
   * @throws HostError as `ReadyServer.adopt`
   */
  async take(params: ServeParams, context: RunContext): Promise<ReadyServer | undefined> {
    if (context.observer) return undefined;
    const next = this.#next;
    this.#next = NONE;
    setTimeout(() => this.prepare(params, context), BEHIND_MS).unref();
    const server = await next;
    if (!server || server.isLost || !server.fits(params, await nodeFor(context), context.storage)) {
      await server?.end();
      return undefined;
    }
    await server.adopt(params, context);
    return server;
  }
}

/** Stores are not opened, and nothing is sent to a collector, before someone serves. */
const isFree = ({ grants, trace }: ServeParams): boolean =>
  grants.keyvalue === undefined && grants.logs === undefined && trace === undefined;

const neverAborted = new AbortController().signal;

async function started(params: ServeParams, place: Place): Promise<ReadyServer | undefined> {
  try {
    return await ReadyServer.start(params, { ...place, signal: neverAborted, output: () => {} });
  } catch {
    // The next `serve` fails in the same way, and reports the reason.
    return undefined;
  }
}
