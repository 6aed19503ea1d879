import type { Output } from '../../guest/streams/output.ts';
import type { ObserverHost } from '../../guest/crossing/report.ts';
import { HostError } from '../../base/problem.ts';
import { run } from '../../run/run.ts';
import { serve } from '../../run/serve.ts';
import type { RunResult } from '../../protocol.ts';
import type { LaunchConfiguration } from './configuration.ts';

export interface LaunchContext {
  readonly signal: AbortSignal;
  readonly storage: string;
  readonly output: Output;
  readonly observer?: ObserverHost;
  /** Gets a server that responds. */
  serving(server: Launched): void;
}

/** A server under the debugger. */
export interface Launched {
  readonly url: string;
  /**
   * Serves another component at the same address: pending requests get their responses from the former one.
   * @throws HostError as `serve`
   */
  replace(component: string): Promise<void>;
}

/**
 * Runs the program of a configuration until it ends. There is no time limit, because a stopped guest would exceed it.
 * @throws HostError of `run` and `serve`; the reason of `signal`
 */
export async function launch(
  component: string,
  { invoke, serve: serves, addr = '127.0.0.1:0', args = [], grants = {} }: LaunchConfiguration,
  context: LaunchContext,
): Promise<RunResult> {
  const granted = { ...grants, args: [component.split(/[\\/]/).at(-1)!, ...args] };
  if (!serves) return run({ component, grants: granted, ...(invoke !== undefined && { invoke }) }, context);
  const params = { grants: granted, addr };
  const serving = await serve({ component, ...params }, context);
  context.serving({
    url: serving.url,
    replace: async (next) => void (await serving.replace({ component: next, ...params }, context)),
  });
  const { signal } = context;
  const aborted = new Promise<never>((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason as Error));
  });
  throw new HostError(await Promise.race([serving.lost, aborted]));
}
