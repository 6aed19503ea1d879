import type { Readable } from 'node:stream';
import { compile, type CoreModules } from '../engine/modules.ts';
import { scriptOf, type Transpiled } from '../engine/transpile.ts';
import { unwritable } from '../base/file-problem.ts';
import { HostError } from '../base/problem.ts';
import type { RunResult } from '../protocol.ts';
import { Feed } from './streams/feed.ts';
import { graphOf } from './crossing/observed.ts';
import { keepThread, takeThread, type GuestThread } from './guest-thread.ts';
import type { Output } from './streams/output.ts';
import type { RunTask } from './protocol.ts';
import type { GuestTask } from './task.ts';

/**
 * Runs a command, or calls one function, in a fresh instance on a separate thread. If the task `stays`, and no work of
 * its guest can continue after the end, the next task gets the thread, as the next request of a server does, because
 * its code is already compiled.
 * @param stdin the guest's input; without it, the input is empty
 */
export async function runTask(
  { transpiled, grants, job, observed, stays = false }: RunTask,
  output: Output,
  stdin?: Readable,
): Promise<RunResult> {
  const modules = observed ? {} : await compiled(transpiled);
  const graph = observed && (await graphOf(observed));
  const reusable = stays && !observed && !transpiled.manifest.asynchronous;
  const thread = takeThread();
  const input = stdin && new Feed(stdin, () => thread.wake());
  const task = {
    script: scriptOf(transpiled),
    modules,
    grants,
    job,
    stays: reusable,
    ...(input && { input: input.port }),
    ...(graph && { graph }),
  };
  try {
    const result = await resultOf(thread, task, output);
    if (reusable) keepThread(thread);
    else await thread.end();
    return result;
  } catch (error) {
    await thread.end();
    throw error;
  } finally {
    input?.close();
  }
}

/**
 * Runs a task in a thread, and passes its output on.
 * @throws HostError of the guest, or `file-access` if output cannot be written and the guest did not see it. Where the
 * thread stays, the client of the resident host looks (`resident/client.ts`), so that nothing waits here.
 */
async function resultOf(thread: GuestThread, task: GuestTask, output: Output): Promise<RunResult> {
  /** The last writes of both streams. */
  const last: Partial<Record<'stdout' | 'stderr', Promise<unknown>>> = {};
  const result = await new Promise<RunResult>((done, fail) => {
    thread.begin(task, (message, wrote) => {
      if (message.kind === 'output') {
        const { stream, bytes } = message;
        last[stream] = passOn(
          () => output(stream, bytes),
          (code) => thread.closeOutput(stream, code),
        ).finally(wrote);
      }
      if (message.kind === 'failed') fail(new HostError(message.problem));
      if (message.kind === 'done') {
        const { kind: _, ...result } = message;
        done(result);
      }
    });
  });
  if (task.stays || result.sawFailure) return result;
  const failure = (await Promise.all(Object.values(last))).find(isLoss);
  if (failure) throw unwritable('the output', failure);
  return result;
}

/** Whether output is lost, and not only unwanted. */
const isLoss = (failure: unknown): boolean =>
  failure !== undefined && (failure as NodeJS.ErrnoException).code !== 'EPIPE';

let last: { readonly hash: string; readonly modules: CoreModules } | undefined;

/** Those of the run before, if it was of the same component: reading and hashing them takes longer than a small run. */
async function compiled(transpiled: Transpiled): Promise<CoreModules> {
  if (last?.hash !== transpiled.hash) last = { hash: transpiled.hash, modules: await compile(transpiled) };
  return last.modules;
}

/** @returns why it could not be written */
async function passOn(write: () => unknown, close: (code?: string) => void): Promise<unknown> {
  try {
    await write();
    return undefined;
  } catch (error) {
    close((error as NodeJS.ErrnoException).code);
    return error;
  }
}
