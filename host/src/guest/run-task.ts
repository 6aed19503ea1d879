import type { Readable } from 'node:stream';
import { compile } from '../engine/modules.ts';
import { scriptOf } from '../engine/transpile.ts';
import { HostError } from '../problem.ts';
import type { RunResult } from '../protocol.ts';
import { feed } from './byte-pipe.ts';
import { graphOf } from './crossing/observed.ts';
import { takeThread, type GuestThread } from './guest-thread.ts';
import type { Output } from './output.ts';
import type { RunTask } from './protocol.ts';

/**
 * Runs a command, or calls one function, in a fresh instance on a thread of its own.
 * @param stdin what the guest reads; without it, its input is at its end
 */
export async function runTask(
  { transpiled, grants, job, observed }: RunTask,
  output: Output,
  stdin?: Readable,
): Promise<RunResult> {
  const modules = observed ? {} : await compile(transpiled);
  const graph = observed && (await graphOf(observed));
  let thread: GuestThread | undefined;
  const input = stdin ? feed(stdin, () => thread?.wake()) : undefined;
  const task = {
    script: scriptOf(transpiled),
    modules,
    grants,
    job,
    ...(input && { input: input.port }),
    ...(graph && { graph }),
  };
  try {
    return await new Promise<RunResult>((done, fail) => {
      thread = takeThread();
      thread.begin(task, (message, wrote) => {
        if (message.kind === 'output') {
          const { stream, bytes } = message;
          void passOn(
            () => output(stream, bytes),
            () => thread?.closeOutput(stream),
          ).finally(wrote);
        }
        if (message.kind === 'failed') fail(new HostError(message.problem));
        if (message.kind === 'done') {
          const { kind: _, ...result } = message;
          done(result);
        }
      });
    });
  } finally {
    input?.close();
    await thread?.end();
  }
}

async function passOn(write: () => unknown, close: () => void): Promise<void> {
  try {
    await write();
  } catch {
    close();
  }
}
