/** The signal, reports and options of the request that a build serves. */
export interface BuildContext {
  readonly signal: AbortSignal;
  /** Reports the current work, for a waiting user. */
  readonly progress: (message: string) => void;
  /** Gets the lines that a tool prints; the tool waits while a line is handled. */
  readonly log: (line: string) => void | Promise<void>;
  /** Whether the component is to be debugged in its sources. */
  readonly debug?: boolean;
}
