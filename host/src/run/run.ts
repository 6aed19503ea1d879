import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { readExports } from '../inspect/component.ts';
import { HostError } from '../problem.ts';
import type { Problem, RunParams, RunResult } from '../protocol.ts';
import { feed } from './byte-pipe.ts';
import { notACommand } from './command.ts';
import { GuestThread } from './guest-thread.ts';
import { prepare, type Prepared } from './prepare.ts';
import { withPlace } from './source-place.ts';
import type { Job } from './task.ts';
import { readCall } from './wave/call.ts';

export interface RunContext {
  readonly signal: AbortSignal;
  /** A folder for caches that survives restarts. */
  readonly storage: string;
  /**
   * Takes what the guest writes. Where it gives a promise, the guest waits once much is under way, and its stream
   * is closed when the promise is rejected.
   */
  readonly output: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void | Promise<void>;
  /** Gets the problem of each request that failed, with its place. */
  readonly failed?: (problem: Problem) => void;
  /** The guest's standard input; without one it finds it at its end. */
  readonly stdin?: Readable;
}

/** Runs a command, or calls one function, in a fresh instance on a thread of its own. */
export async function run(params: RunParams, context: RunContext): Promise<RunResult> {
  const { task, release } = await prepare(params.component, params.grants, context);
  try {
    context.signal.throwIfAborted();
    return await runTask(task, params, context);
  } finally {
    await release();
  }
}

async function runTask(
  prepared: Prepared['task'],
  params: RunParams,
  context: RunContext,
): Promise<RunResult> {
  const job = await jobOf(params);
  let thread: GuestThread | undefined;
  const input = context.stdin ? feed(context.stdin, () => thread?.wake()) : undefined;
  try {
    return await new Promise<RunResult>((done, fail) => {
      const task = { ...prepared, job, ...(input && { input: input.port }) };
      thread = new GuestThread(task, (message, wrote) => {
        if (message.kind === 'output') {
          const { stream, bytes } = message;
          passOn(
            () => context.output(stream, bytes),
            () => thread?.closeOutput(stream),
          ).finally(wrote);
        }
        if (message.kind === 'failed') fail(new HostError(message.problem));
        if (message.kind === 'done') {
          const { kind: _, ...result } = message;
          done(result);
        }
      });
      context.signal.addEventListener('abort', () => fail(context.signal.reason as Error));
      timeout(params.limits?.timeoutMs, fail);
    });
  } catch (error) {
    if (isNotACommand(error)) throw notACommand(await exportedNames(params.component));
    throw error instanceof HostError
      ? new HostError(await withPlace(error.problem, params.component))
      : error;
  } finally {
    input?.close();
    // A pipe or a terminal holds this process open; other streams have no `unref`.
    (context.stdin?.pause() as { unref?: () => void } | undefined)?.unref?.();
    await thread?.end();
  }
}

async function passOn(write: () => void | Promise<void>, close: () => void): Promise<void> {
  try {
    await write();
  } catch {
    close();
  }
}

const isNotACommand = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'not-a-command';

const exportedNames = async (component: string): Promise<string[]> => [
  ...readExports(await readFile(component)).keys(),
];

async function jobOf({ component, invoke }: RunParams): Promise<Job> {
  if (invoke === undefined) return { kind: 'command' };
  return { kind: 'invoke', call: readCall(invoke, await readFile(component)) };
}

function timeout(ms: number | undefined, fail: (error: HostError) => void): void {
  if (ms === undefined) return;
  const late = () => fail(new HostError(timedOut(ms)));
  setTimeout(late, ms).unref();
}

export const timedOut = (ms: number) => ({
  code: 'guest-timeout',
  message: `the guest was stopped after ${ms} ms`,
  help: 'It may loop forever; a longer time can be allowed with --timeout or the setting wit.run.timeout.',
});
