/** The signal, reports and options of the request that a build serves. */
export interface BuildContext {
  readonly signal: AbortSignal;
  /** Reports the current work, for a waiting user. */
  readonly progress: (message: string) => void;
  /** Gets lines of a tool; a tool that prints faster than they are taken waits. */
  readonly log: (line: string) => void | Promise<void>;
  /** Whether the component is to be debugged in its sources. */
  readonly debug?: boolean;
}
