import type { BenchParams, BenchResult } from './protocol/bench.ts';
import type {
  BindingsParams,
  BindingsResult,
  BuildAllResult,
  BuildParams,
  BuildResult,
} from './protocol/build.ts';
import type { InspectParams, InspectResult } from './protocol/calls.ts';
import type { ComposeParams, ComposeResult } from './protocol/compose.ts';
import type {
  NewComponentParams,
  NewPackageParams,
  NewResult,
  WorldsParams,
  WorldsResult,
} from './protocol/create.ts';
import type { RunParams, RunResult, ServeParams, ServeResult } from './protocol/run.ts';
import type { Problem } from '../../server/src/base/problem.ts';

/**
 * The requests of the component host over JSON-RPC, and the only part of host/ that others import. One process, one
 * protocol version: a client that meets another version restarts the host. Every path is absolute. Every request is a
 * job (`JobParams`) and can be cancelled; its output and reports carry the job's number. The host reads a guest's
 * output only as fast as its client takes it.
 */
export const PROTOCOL_VERSION = 2;

/** A failure: its message, place and remedy. It travels as the `data` of a JSON-RPC error; `file` of a place is a path. */
export type { Finding, Position, Problem, SourceLocation } from '../../server/src/base/problem.ts';

export type * from './protocol/build.ts';
export type * from './protocol/calls.ts';
export type * from './protocol/compose.ts';
export type * from './protocol/create.ts';
export type * from './protocol/grants.ts';
export type * from './protocol/bench.ts';
export type * from './protocol/run.ts';
export type * from './protocol/tests.ts';
export type * from './protocol/trace.ts';

export interface InitializeParams {
  readonly protocolVersion: number;
  /** A folder the host may fill with caches; it survives restarts. */
  readonly storage: string;
}

export interface InitializeResult {
  readonly protocolVersion: number;
  readonly node: string;
  /** Whether this Node can suspend WebAssembly (JSPI), which WASI 0.3 needs. */
  readonly jspi: boolean;
}

export interface InstallNodeResult {
  readonly command: string;
  /** `major.minor.patch` */
  readonly version: string;
}

/** Method name, parameters and result of every request, so that both ends are typed by one table. */
export interface Requests {
  initialize: { params: InitializeParams; result: InitializeResult };
  build: { params: BuildParams; result: BuildResult };
  /** Side by side. */
  buildAll: { params: { readonly folders: readonly string[] }; result: BuildAllResult };
  bindings: { params: BindingsParams; result: BindingsResult };
  compose: { params: ComposeParams; result: ComposeResult };
  inspect: { params: InspectParams; result: InspectResult };
  run: { params: RunParams; result: RunResult };
  bench: { params: BenchParams; result: BenchResult };
  serve: { params: ServeParams; result: ServeResult };
  /** Whether a call can be made: what `run` would refuse it with. */
  checkCall: {
    params: { readonly component: string; readonly call: string };
    result: { readonly problem?: Problem };
  };
  /** Writes a saved recording for OpenTelemetry. */
  exportTrace: { params: { readonly trace: string; readonly to: string }; result: null };
  /** Where the .wit files of a folder have a function, by its name without a version; lines count from 0. */
  functionPlace: {
    params: { readonly folder: string; readonly function: string };
    result: { readonly place?: { readonly file: string; readonly line: number } };
  };
  newComponent: { params: NewComponentParams; result: NewResult };
  newPackage: { params: NewPackageParams; result: NewResult };
  worlds: { params: WorldsParams; result: WorldsResult };
  /** Gets a newer Node.js for guests; npm's lines are output of the job. */
  installNode: { params: object; result: InstallNodeResult };
  stop: { params: { readonly server: number }; result: null };
  /** Servers of `wit-studio serve` that a debugger can attach to. */
  servers: {
    params: object;
    result: {
      readonly servers: readonly { readonly pid: number; readonly program: string; readonly url: string }[];
    };
  };
}

/** Parameters of a request, with a number that the client has given to no other job of the connection. */
export type JobParams<Method extends keyof Requests> = Requests[Method]['params'] & { readonly job: number };

export interface Notifications {
  /** Output of a guest, or a line of a tool. A server's job writes until the server stops. */
  output: { readonly job: number; readonly stream: 'stdout' | 'stderr' | 'log'; readonly text: string };
  progress: { readonly job: number; readonly message: string };
  /** Why a request to a server failed. The output has it too; this is for marks in the sources. */
  failed: { readonly job: number; readonly problem: Problem };
  /** A server ended without being stopped. */
  ended: { readonly server: number; readonly problem: Problem };
}
