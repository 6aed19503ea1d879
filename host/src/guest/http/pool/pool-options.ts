import type { Problem } from '../../../protocol.ts';
import type { Output } from '../../streams/output.ts';

export interface PoolOptions {
  readonly output: Output;
  /** Gets why a request failed. */
  readonly failed?: (problem: Problem) => void;
  /** Wall time of one request. */
  readonly timeoutMs?: number;
  /** The maximum of concurrent requests; further ones wait. */
  readonly concurrency?: number;
  /** How long a client may send nothing of a body that its guest waits for, in milliseconds; 60,000 by default. */
  readonly uploadMs?: number;
  /** Whether lines of output name their request, as in `stdout [3] :: text`. */
  readonly prefix?: boolean;
  /** Whether the log has a line for each request. */
  readonly requests?: boolean;
}
