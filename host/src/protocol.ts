import type { Finding, Problem } from '../../server/src/base/problem.ts';
import type { InspectParams, InspectResult } from './protocol-calls.ts';
import type { GraphView } from '../../server/src/compositions/picture/graph-view.ts';
import type { PartSize } from '../../server/src/compositions/sizes.ts';

/**
 * What the component host answers over JSON-RPC, and the only file of host/ that others import.
 * One process, one protocol version: a client that meets another version restarts the host.
 * Every path is absolute. Every request is a job (`JobParams`) and can be cancelled; what a job writes and what
 * it reports carry its number. The host reads no more of a guest's output than its client takes.
 */
export const PROTOCOL_VERSION = 2;

/** What went wrong, where, and what to do. It travels as the `data` of a JSON-RPC error; `file` of a place is a path. */
export type { Finding, Position, Problem, SourceLocation } from '../../server/src/base/problem.ts';

export type * from './protocol-calls.ts';
export type * from './protocol-trace.ts';

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

export interface BuildParams {
  /** The folder of one component (a package.json, a Cargo.toml …). */
  readonly folder: string;
}

export interface BuildResult {
  readonly component: string;
  readonly language: string;
  readonly world: string;
  readonly findings: readonly Finding[];
  /** False when the sources had not changed since `component` was written. */
  readonly rebuilt: boolean;
}

/** In the order of the folders. */
export interface BuildAllResult {
  readonly outcomes: readonly (
    | { readonly folder: string; readonly result: BuildResult }
    | { readonly folder: string; readonly problem: Problem }
  )[];
}

/** Whose bindings to write. */
export interface BindingsParams {
  /** The folder of a component. */
  readonly folder: string;
  /** A file of WIT that has changed: nothing is written unless the bindings follow it. */
  readonly changed?: string;
}

export interface BindingsResult {
  readonly world: string;
  /** Absolute; none where nothing followed the change. */
  readonly files: readonly string[];
}

/** What to compose: a plan on disk, or a socket and the components to plug into it. */
export type ComposeParams =
  /** `root` is the root component of a configuration of `wasm-tools compose`. */
  (
    | { readonly plan: string; readonly root?: string }
    /** Components, and folders with components; `writePlan` is where their plan goes, which is composed then. */
    | { readonly parts: readonly string[]; readonly writePlan?: string }
    | { readonly socket: string; readonly plugs: readonly string[] }
  ) & {
    readonly out?: string;
    /** Make one core module of all that can be fused; else the composition stays as it is, and says why. */
    readonly fuse?: boolean;
    /** Say how the composition is put together, and what its parts weigh. */
    readonly isExplained?: boolean;
    /** A world that the composition must fit, as `ns:name/world@version`. */
    readonly targets?: string;
    /** Compose and check, and write nothing. */
    readonly isDraft?: boolean;
  };

/** How many instances of core modules became one, with how many adapters; or why they stayed apart. */
export type Fusing =
  | { readonly instances: number; readonly adapters: number }
  | {
      readonly reasons: readonly string[];
      /** Present where it was asked for. */
      readonly byInstance?: readonly InstanceFusing[];
    };

/** What keeps an instance of a plan from being fused, if it does. */
export interface InstanceFusing {
  readonly name: string;
  readonly reasons: readonly string[];
}

export interface Wire {
  readonly from: string;
  readonly to: string;
  /** The import of `to` that `from` satisfies, as the component names it. */
  readonly interface: string;
}

export interface ComposeResult {
  readonly component: string;
  readonly bytes: number;
  readonly instances: readonly { readonly name: string; readonly component: string }[];
  readonly wires: readonly Wire[];
  /** Folders of the parts that were built from their sources. */
  readonly folders: readonly string[];
  /** What the composition still asks of its host. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** Present where it was asked for. */
  readonly fusing?: Fusing;
  /** How the composition is put together, before anything was fused. */
  readonly graph?: GraphView;
  /** What the parts weigh, the heaviest first; present where it was asked for. */
  readonly sizes?: readonly PartSize[];
}

export type StandardStream = 'stdin' | 'stdout' | 'stderr';

/** What a guest may reach. An absent field grants nothing; stdio alone is always there. */
export interface Grants {
  readonly args?: readonly string[];
  /** Which of its standard streams are terminals. */
  readonly terminals?: readonly StandardStream[];
  /** Names and values in the order that the guest finds them; a name may occur twice. */
  readonly env?: readonly (readonly [name: string, value: string])[];
  /** Host folder and the path the guest sees it under. */
  readonly dirs?: readonly { readonly host: string; readonly guest: string; readonly readOnly?: boolean }[];
  readonly config?: Readonly<Record<string, string>>;
  /** Outgoing HTTP requests, and addresses of sockets: all of them. */
  readonly network?: boolean;
  /** Whether there are sockets of the kind; by default as `network`. */
  readonly tcp?: boolean;
  readonly udp?: boolean;
  /** Whether names of hosts are looked up. */
  readonly nameLookup?: boolean;
  /** An OpenTelemetry collector (OTLP over HTTP) that gets the records of wasi:logging, and whose they are. */
  readonly logs?: { readonly endpoint: string; readonly service: string };
  /** What wasi:keyvalue opens; without any its imports are not met. */
  readonly keyvalue?: readonly KeyvalueStore[];
}

/** A store of wasi:keyvalue. */
export interface KeyvalueStore {
  /** What guests may name it in `open`. */
  readonly identifiers: readonly string[];
  readonly place: KeyvaluePlace;
}

/** Where a store is. One in memory lives as long as the run or the server that it is granted to. */
export type KeyvaluePlace =
  | { readonly kind: 'memory'; readonly data?: readonly (readonly [key: string, value: string])[] }
  | { readonly kind: 'folder'; readonly folder: string }
  /** A database of Redis or Valkey: `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://…` for TLS. */
  | { readonly kind: 'redis'; readonly url: string };

export interface Limits {
  /** Wall time after which the guest is stopped. */
  readonly timeoutMs?: number;
  /** The most memory that the guest's process may take, its runtime (about 60 MB) included. */
  readonly memoryBytes?: number;
}

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

/** How long a call takes in an instance that has made some. */
export interface CallTimes {
  /** Of the very first. */
  readonly firstMs: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
  readonly perSecond: number;
}

export interface RunResult {
  readonly exitCode: number;
  /** The result of `invoke`, in WAVE. */
  readonly value?: string;
  /** In place of the result, where `repeatMs` was given. */
  readonly times?: CallTimes;
}

/** How instances of a served component are used, with the numbers of `wasmtime serve`. */
export interface Reuse {
  /** How many requests an instance answers; by default one, and 128 of WASI 0.3. */
  readonly reuse?: number;
  /** How many of them at once; by default 16. One of 0.2 answers one at a time. */
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
  /** The most requests that are answered at once; 512 by default. */
  readonly concurrency?: number;
  /** Whether lines of output name their request; true by default. */
  readonly logPrefix?: boolean;
  /** Whether the log has a line for each request that was answered, with its times. */
  readonly logRequests?: boolean;
  /** As in `RunParams`. */
  readonly trace?: string;
  /**
   * A server of a former build: it answers until this component does, and goes on if that fails. With other
   * grants or limits it is stopped first.
   */
  readonly replaces?: number;
}

export interface ServeResult {
  /** Give it to `stop`. */
  readonly server: number;
  readonly url: string;
}

export interface DebugParams {
  /** The composition to debug; its TypeScript components run as plain modules. */
  readonly plan: string;
  readonly grants: Grants;
  readonly addr: string;
}

/** A process that js-debug can attach to. */
export interface DebugResult extends ServeResult {
  readonly inspectorPort: number;
}

/** The languages that a component can be started in. */
export type NewLanguage = 'typescript' | 'javascript' | 'rust' | 'go' | 'c' | 'python';

/** What a new component promises. */
export type WorldChoice =
  /** A function of its own, in WIT: `greet: func(name: string) -> string`. */
  | { readonly kind: 'function'; readonly function: string }
  /** A world of WASI: `wasi:http/proxy`, with or without a version. */
  | { readonly kind: 'wasi'; readonly name: string }
  /** A world of a WIT package on disk; without a name, its only one. */
  | { readonly kind: 'package'; readonly wit: string; readonly name?: string };

export interface NewComponentParams {
  /** Made, or there and empty. */
  readonly folder: string;
  /** A name in WIT; without one, the folder's. */
  readonly name?: string;
  readonly language: NewLanguage;
  readonly world: WorldChoice;
}

export interface NewPackageParams {
  readonly folder: string;
  /** `ns:name`, with or without `@version` */
  readonly name: string;
}

export interface NewResult {
  readonly folder: string;
  /** Paths below the folder. */
  readonly files: readonly string[];
  /** The file to begin with. */
  readonly open: string;
  /** Commands of a terminal to go on with, in the folder. */
  readonly next: readonly string[];
  /** A tool that building needs and that is not there. */
  readonly missing?: Problem;
}

export interface WorldsParams {
  /** .wit files that may have worlds. */
  readonly files: readonly string[];
}

export interface WorldsResult {
  readonly worlds: readonly { readonly id: string; readonly name: string; readonly folder: string }[];
  /** Of WASI, with versions, the newest first. */
  readonly wasi: readonly string[];
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
  serve: { params: ServeParams; result: ServeResult };
  debug: { params: DebugParams; result: DebugResult };
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
  /** What a guest wrote, or a line of a tool's own output. A server's job writes until the server stops. */
  output: { readonly job: number; readonly stream: 'stdout' | 'stderr' | 'log'; readonly text: string };
  progress: { readonly job: number; readonly message: string };
  /** Why a request to a server failed. The output has it too; this is for marks in the sources. */
  failed: { readonly job: number; readonly problem: Problem };
  /** A server that nobody stopped is gone. */
  ended: { readonly server: number; readonly problem: Problem };
}
