/** The grants and limits of a guest; part of protocol.ts. */

export type StandardStream = 'stdin' | 'stdout' | 'stderr';

/** The grants of a guest. An absent field grants nothing; only stdio is always available. */
export interface Grants {
  readonly args?: readonly string[];
  /** Which of its standard streams are terminals. */
  readonly terminals?: readonly StandardStream[];
  /** Names and values in the order that the guest finds them; a name may occur twice. */
  readonly env?: readonly (readonly [name: string, value: string])[];
  /** Host folder and the path the guest sees it under. */
  readonly dirs?: readonly { readonly host: string; readonly guest: string; readonly readOnly?: boolean }[];
  /** The result of `initial-cwd`: a path as the guest sees it. */
  readonly initialCwd?: string;
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
  /** The stores of wasi:keyvalue; without any its imports are unsatisfied. */
  readonly keyvalue?: readonly KeyvalueStore[];
}

/** A store of wasi:keyvalue. */
export interface KeyvalueStore {
  /** The names that guests may pass to `open`. */
  readonly identifiers: readonly string[];
  readonly place: KeyvaluePlace;
}

/** The place of a store. One in memory lives as long as the run or the server that it is granted to. */
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
