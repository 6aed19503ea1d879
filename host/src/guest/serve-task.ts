import { compile } from '../engine/modules.ts';
import { scriptOf } from '../engine/transpile.ts';
import type { Problem } from '../protocol.ts';
import { GuestPool } from './http/guest-pool.ts';
import { listen, type Handler, type Serving } from './http/listen.ts';
import { headOf } from './http/request.ts';
import { respond } from './http/respond.ts';
import type { ServeTask } from './protocol.ts';
import type { Output } from './output.ts';

/** Serves `wasi:http/incoming-handler`: compiled once, a fresh instance for each request. */
export async function serveTask(
  task: ServeTask,
  output: Output,
  failed: (problem: Problem) => void,
): Promise<Serving> {
  const { transpiled, grants, addr, limits, concurrency, logPrefix } = task;
  const guest = { script: scriptOf(transpiled), modules: await compile(transpiled, 'eager'), grants };
  const pool = await GuestPool.start(
    { ...guest, job: { kind: 'serve' } },
    {
      output,
      failed,
      ...(limits?.timeoutMs !== undefined && { timeoutMs: limits.timeoutMs }),
      ...(concurrency !== undefined && { concurrency }),
      ...(logPrefix !== undefined && { prefix: logPrefix }),
    },
  );
  const handler: Handler = {
    handle: (request, response, signal) =>
      pool.handle({ head: headOf(request), body: request }, respond(response), signal),
    close: () => pool.close(),
  };
  return listen(addr, handler);
}
