import { functionsOf, type Transpiled } from '../engine/transpile.ts';
import { HostError } from '../base/problem.ts';
import type { RunParams, RunResult } from '../protocol.ts';
import type { RunTask } from '../guest/protocol.ts';
import { notACommand } from '../guest/thread/command.ts';
import type { RunContext } from './context.ts';
import type { IdleGuests } from './idle-guests.ts';
import { nodeFor } from './node-for.ts';
import { observedParts } from './observed-parts.ts';
import { openGuest } from './open-guest.ts';
import { prepare } from './prepare.ts';
import { Recorder } from './recording/recorder.ts';
import { withPlace } from './source-place.ts';
import type { Job } from '../guest/task.ts';
import { readCall } from '../wave/call.ts';

interface Context extends RunContext {
  /** Has processes of guests that ran before; without it, the process of a run ends with it. */
  readonly idle?: IdleGuests;
}

/**
 * Runs a command, or calls one function, in a process of its own, which ends with it or waits for another run of
 * the same component.
 * @throws HostError for everything that a user can remedy, and for a trap of the guest
 */
export async function run(params: RunParams, context: Context): Promise<RunResult> {
  const { trace, ...rest } = params;
  if (trace === undefined) return runObserved(params, context);
  const recorder = new Recorder(trace, params, context.output);
  return runObserved(rest, { ...context, observer: recorder }).finally(() => recorder.close());
}

async function runObserved(params: RunParams, context: Context): Promise<RunResult> {
  const { component, grants, limits } = params;
  const { idle } = context;
  const node = await nodeFor(context);
  const stays = idle !== undefined && context.observer === undefined && idle.fits(params);
  const guest = stays
    ? await idle.take(params, node, context)
    : await openGuest(grants, { serves: false }, node, context);
  let transpiled: Transpiled | undefined;
  try {
    // An observed component is split into its parts.
    const fuse = params.fuse !== false && !context.observer;
    transpiled = await prepare(component, { ...context, node, grants, fuse });
    const observed = context.observer && (await observedParts(component, context, node));
    context.signal.throwIfAborted();
    const job = await jobOf(params, transpiled);
    const stdin = context.stdin !== undefined;
    const task: RunTask = {
      kind: 'run',
      transpiled,
      grants,
      job,
      stdin,
      stays,
      ...(limits && { limits }),
      ...(observed && { observed }),
    };
    const message = await guest.start(task, limits?.timeoutMs);
    if (message.kind === 'done') return message.result;
    throw new Error(`a guest process responded to a run with ${message.kind}`);
  } catch (error) {
    if (transpiled && isNotACommand(error)) throw notACommand(await exportedNames(transpiled));
    throw error instanceof HostError ? new HostError(await withPlace(error.problem, component)) : error;
  } finally {
    if (!stays || !idle.giveBack(guest)) await guest.end();
  }
}

const isNotACommand = (error: unknown): boolean =>
  error instanceof HostError && error.problem.code === 'not-a-command';

/** Alternatives to call: interfaces with functions, and functions of the world itself. */
async function exportedNames(transpiled: Transpiled): Promise<string[]> {
  const functions = await functionsOf(transpiled);
  return [...new Set(functions.map((one) => one.interface ?? one.name))];
}

async function jobOf({ invoke, repeatMs }: RunParams, transpiled: Transpiled): Promise<Job> {
  if (invoke === undefined) return { kind: 'command' };
  const call = readCall(invoke, await functionsOf(transpiled));
  return { kind: 'invoke', call, ...(repeatMs !== undefined && { repeatMs }) };
}
