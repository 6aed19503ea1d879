import type { WorldFunction } from '../../inspect/world-functions.ts';

/** The host's side of a call: its functions, or the caller of an export. */
export const HOST = 'host';

/** A call that crosses from one instance to another, or between an instance and the host. */
export interface Crossing {
  /** Names of instances. */
  readonly caller: string;
  readonly callee: string;
  readonly fn: WorldFunction;
  /** As the bindings have them; of a method, the resource first. */
  args: unknown[];
  readonly parent: Crossing | undefined;
  /** Once it has returned. */
  outcome?: Outcome;
}

export type Outcome =
  /** The `err` of a result is a value, too. */
  | { readonly kind: 'value'; readonly value: unknown; readonly isErr: boolean }
  | { readonly kind: 'trap'; readonly error: Error };

/** Sees each crossing; it may change arguments before the call and the value after it. */
export interface Observer {
  enter(crossing: Crossing): void;
  /** With an `outcome`. */
  leave(crossing: Crossing): void;
}
