/** Components that run, serve or are debugged: a part of protocol.ts. */
import type { Grants, Limits } from './grants.ts';

export interface RunParams {
  readonly component: string;
  readonly grants: Grants;
  readonly limits?: Limits;
  /** Whether the instances of a composition become one core module where they can; true by default. */
  readonly fuse?: boolean;
  /** A call in WAVE (`handle({path: "/"})`, or `ns:pkg/iface.handle(…)`); without it `wasi:cli/run` is called. */
  readonly invoke?: string;
  /** Make that call again and again for so long. */
  readonly repeatMs?: number;
  /** A file that gets the calls between the instances, and those of the host (`--trace` in docs/timeline.md). */
  readonly trace?: string;
}

/** The cost of another instance of a component that has one, started in the same thread. */
export interface InstanceCost {
  /** The median. */
  readonly startMs: number;
  /** Of memory that is in use, on average of some that exist at the same time. */
  readonly bytes: number;
}

/** How long a call takes in an instance that has made some. */
export interface CallTimes {
  /** The time of the first one. */
  readonly firstMs: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
  readonly perSecond: number;
  readonly instance: InstanceCost;
}

export interface RunResult {
  readonly exitCode: number;
  /** The result of `invoke`, in WAVE. */
  readonly value?: string;
  /** In place of the result, where `repeatMs` was given. */
  readonly times?: CallTimes;
  /** The guest has seen that its output cannot be written, and its exit code says what it made of that. */
  readonly sawFailure?: true;
}

/** How instances of a served component are used, with the numbers of `wasmtime serve`. */
export interface Reuse {
  /** The number of requests that an instance handles; by default one, and 128 of WASI 0.3. */
  readonly reuse?: number;
  /** The number of them at once; by default 16. An instance of 0.2 handles one at a time. */
  readonly concurrentReuse?: number;
  /** How long an instance waits for another request, in milliseconds; by default 1,000. */
  readonly idleMs?: number;
}

export interface ServeParams extends Reuse {
  readonly component: string;
  readonly grants: Grants;
  readonly limits?: Limits;
  /** Whether the instances of a composition become one core module where they can; true by default. */
  readonly fuse?: boolean;
  /** `127.0.0.1:0` takes a free port. */
  readonly addr: string;
  /** The maximum of concurrent requests; 512 by default. */
  readonly concurrency?: number;
  /** How long a client may send nothing of a body that its guest waits for, in milliseconds; 60,000 by default. */
  readonly uploadMs?: number;
  /** Whether lines of output name their request; true by default. */
  readonly logPrefix?: boolean;
  /** Whether the log has a line for each request, with its times. */
  readonly logRequests?: boolean;
  /** As in `RunParams`. */
  readonly trace?: string;
  /**
   * A server of a former build: it serves until this component does, and continues if that fails. If grants or limits
   * differ, it is stopped first.
   */
  readonly replaces?: number;
}

export interface ServeResult {
  /** Give it to `stop`. */
  readonly server: number;
  readonly url: string;
}
