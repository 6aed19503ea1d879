import { compile } from '../engine/modules.ts';
import { readOutline, scriptOf } from '../engine/transpile.ts';
import { prepareThread } from './guest-thread.ts';
import { graphOf } from './crossing/observed.ts';
import { GuestPool } from './http/pool/guest-pool.ts';
import type { PoolOptions } from './http/pool/pool-options.ts';
import { listen, type Handler, type Serving } from './http/listen.ts';
import { continuing } from './http/continue.ts';
import { headOf } from './http/request.ts';
import { respond } from './http/respond.ts';
import type { Output } from './streams/output.ts';
import type { Problem, Reuse } from '../protocol.ts';
import type { ServeTask } from './protocol.ts';
import type { GuestTask } from './task.ts';

/** After a component was started its first requests have the processors; then the next thread starts. */
const PREPARE_MS = 500;
/** How long requests to a replaced component may run. */
const DRAIN_MS = 10_000;

/** The served component. */
type Served = Pick<ServeTask, 'transpiled' | 'observed'>;

export interface ServedComponent {
  /**
   * @returns the URL of the server
   * @throws HostError `address-in-use` or `address-invalid`
   */
  listen(addr: string): Promise<string>;
  /** As that of `Serving`. */
  close(withinMs?: number): Promise<void>;
  /**
   * Handles later requests by another component. Pending requests are handled by the former one: for a short time, or
   * for as long as the debugger of both holds them. When this rejects or is aborted, the former one continues.
   */
  replace(component: Served, signal: AbortSignal): Promise<void>;
  /**
   * Ends instances so that the process returns memory, as few requests as possible with them, which get the problem.
   * @returns false when none is left
   */
  shed(problem: Problem): Promise<boolean>;
}

/** Starts a component that exports a handler of wasi:http; it is compiled once. */
export async function serveTask(
  task: ServeTask,
  output: Output,
  failed: (problem: Problem) => void,
): Promise<ServedComponent> {
  const options = { ...optionsOf(task), output, failed };
  const guest = {
    grants: task.grants,
    job: { kind: 'serve', ...reuseOf(task) },
  } as const;
  let pool = await startPool(task, guest, options);
  /** Of the component and of those that it has replaced, oldest first. */
  const pools = new Set([pool]);
  const handler: Handler = {
    handle(request, response, client) {
      const { reply, ...reads } = continuing(request, response, respond(response));
      return pool.handle({ head: headOf(request), body: request, ...reads }, reply, client);
    },
    respond: (head, reply, client) => pool.handle({ head, body: undefined }, reply, client),
    close: () => pool.close(),
  };
  let serving: Serving | undefined;
  return {
    async listen(addr) {
      serving = await listen(addr, handler);
      return serving.url;
    },
    close: (withinMs) => (serving ?? pool).close(withinMs),
    async replace(component, signal) {
      const former = pool;
      pool = await startPool(component, guest, options, { former, signal });
      pools.add(pool);
      void former
        .retire(pool, component.observed?.debug ? undefined : DRAIN_MS)
        .finally(() => pools.delete(former));
    },
    async shed(problem) {
      for (const one of pools) if (await one.shed(problem)) return true;
      return false;
    },
  };
}

async function startPool(
  { transpiled, observed }: Served,
  guest: Pick<GuestTask, 'grants' | 'job'>,
  options: PoolOptions,
  at?: Parameters<typeof GuestPool.start>[2],
): Promise<GuestPool> {
  const modules = observed ? {} : await compile(transpiled, 'eager');
  const graph = observed && (await graphOf(observed));
  const outline = observed ? undefined : await readOutline(transpiled);
  const { scriptHash } = transpiled.manifest;
  const how = { ...(graph ? { graph } : { scriptHash }), ...(outline && { outline }) };
  const pool = await GuestPool.start(
    { ...guest, script: scriptOf(transpiled), modules, ...how },
    options,
    at,
  );
  setTimeout(prepareThread, PREPARE_MS).unref();
  return pool;
}

const reuseOf = ({ reuse, concurrentReuse, idleMs }: ServeTask): Reuse => ({
  ...(reuse !== undefined && { reuse }),
  ...(concurrentReuse !== undefined && { concurrentReuse }),
  ...(idleMs !== undefined && { idleMs }),
});

const optionsOf = ({
  limits,
  concurrency,
  uploadMs,
  logPrefix,
  logRequests,
}: ServeTask): Omit<PoolOptions, 'output'> => ({
  ...(limits?.timeoutMs !== undefined && { timeoutMs: limits.timeoutMs }),
  ...(concurrency !== undefined && { concurrency }),
  ...(uploadMs !== undefined && { uploadMs }),
  ...(logPrefix !== undefined && { prefix: logPrefix }),
  ...(logRequests !== undefined && { requests: logRequests }),
});
