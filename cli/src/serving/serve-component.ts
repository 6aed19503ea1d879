import { AttachableServer } from '../../../host/src/debug/attach/attachable-server.ts';
import { HostError } from '../../../host/src/base/problem.ts';
import type { ServeParams } from '../../../host/src/protocol.ts';
import { residentAddress } from '../../../host/src/resident/address.ts';
import { prepareInResident } from '../../../host/src/resident/client.ts';
import type { ResidentCommand } from '../../../host/src/resident/frames.ts';
import type { RunContext } from '../../../host/src/run/context.ts';
import type { Caller } from '../caller.ts';
import { prepareRunnable } from '../runnable.ts';
import { followSources, noteChange } from './serve-watch.ts';

/** A server as a command line asks for it. */
export interface ServeRequest {
  /** As it was written: a built component, a folder or a plan. */
  readonly component: string;
  readonly params: Omit<ServeParams, 'component'>;
  /** How long requests under way may go on behind an interrupt, in milliseconds. */
  readonly withinMs: number;
  /** Whether it is built again when a source changes. */
  readonly watch: boolean;
}

/** The process that was called. */
export interface ServeCaller {
  readonly caller: Caller;
  readonly context: RunContext;
  /** Resolves at its next interrupt. */
  readonly interrupted: () => Promise<undefined>;
  /** Prints on its standard error. */
  readonly report: (text: string) => void;
}

/**
 * Serves until the caller is interrupted, or a debugger stops the server.
 * @returns the exit code
 * @throws HostError what `serve` of the host throws, and the reason for an end of the guest's process
 */
export async function serveComponent(
  { component, params, withinMs, watch }: ServeRequest,
  { caller: { cwd, pid }, context, interrupted, report }: ServeCaller,
): Promise<number> {
  const since = Date.now();
  const first = await prepareRunnable(component);
  const serves = { ...params, component: first.component };
  const serving = await AttachableServer.start(component, serves, context, pid);
  report(`Serving HTTP on ${serving.url}\n`);
  const over = new AbortController();
  // A caller that is killed interrupts nothing: its connection to the resident host closes.
  const left = new Promise<never>((_, fail) => {
    const leave = (): void => fail(context.signal.reason as Error);
    if (context.signal.aborted) leave();
    else context.signal.addEventListener('abort', leave);
  });
  const follow = watch ? followSources : noteChange;
  void follow({ path: component, cwd, first, serving, params, since, signal: over.signal, report });
  const lost = await Promise.race([interrupted(), serving.lost, serving.stopped, left]).finally(() =>
    over.abort(),
  );
  if (lost) throw new HostError(lost);
  await Promise.race([serving.close(withinMs), interrupted().then(() => serving.close())]);
  return 0;
}

/** The first requests have the processors. */
const BEHIND_MS = 2_000;

/** Has the resident host ready for the same command line. */
export function prepareNext(command: ResidentCommand): void {
  const address = residentAddress();
  if (address === undefined) return;
  setTimeout(() => void prepareInResident(address, command), BEHIND_MS).unref();
}
