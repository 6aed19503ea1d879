import type { Readable } from 'node:stream';
import type { ObserverHost } from '../guest/crossing/report.ts';
import type { Output } from '../guest/streams/output.ts';
import type { Problem } from '../protocol.ts';

/** The signal, streams and reports of the request that a run or a server serves. */
export interface RunContext {
  readonly signal: AbortSignal;
  /** A folder for caches that survives restarts. */
  readonly storage: string;
  /** Takes the guest's output; without it the guest has the standard streams of this process. */
  readonly output?: Output;
  /** The guest's standard input, that of this process when `inherit`; empty by default. */
  readonly stdin?: Readable | 'inherit';
  /** The working folder, whose packages may have a Node.js for guests; that of this process by default. */
  readonly project?: string;
  /** Gets the calls between the instances of the component, which is taken apart for that. */
  readonly observer?: ObserverHost;
  /** Gets why a request to a server failed, for marks in the sources. */
  readonly failed?: (problem: Problem) => void;
}
