import type { Problem, ServeParams } from '../protocol.ts';
import type { RunContext } from './context.ts';
import type { Serving } from '../guest/http/listen.ts';

/** A server in a process of its own. */
export interface ServingProcess extends Serving {
  /** Resolves with the reason when the process ends before `close`. */
  readonly lost: Promise<Problem>;
  /**
   * Serves another component at the same address: pending requests are handled by the former one, which continues when
   * the other cannot be served.
   * @returns false, without a change, when the process was started with other grants, limits or address
   * @throws HostError as `serve`
   */
  replace(params: ServeParams, context: RunContext): Promise<boolean>;
}
