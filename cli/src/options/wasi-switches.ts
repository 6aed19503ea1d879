/** The switches of `-S`, with the names and meaning that they have in wasmtime. */
import { Usage } from '../usage.ts';

/** Switches that grant or deny something. */
const GRANTS = ['inherit-network', 'tcp', 'udp', 'allow-ip-name-lookup', 'inherit-env', 'keyvalue'] as const;
/** Switches that enable interfaces in wasmtime, all of which are always linked here. */
const ALWAYS_LINKED = [
  'cli',
  'common',
  'preview2',
  'http',
  'config',
  'cli-exit-with-code',
  'network-error-code',
  'p3',
  'inherit-stdin',
  'inherit-stdout',
  'inherit-stderr',
];
/** Switches with a name and a value. */
const PAIRS = ['config-var', 'keyvalue-in-memory-data'];
const FIXED = 'not configurable, the limit is the default of wasmtime';
/** Switches of wasmtime that are not supported, with the reason. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  cwd: 'it must name a folder of the guest',
  nn: 'wasi:nn is not supported',
  'nn-graph': 'wasi:nn is not supported',
  threads: 'only components are supported, and threads require core modules of WASI 0.1',
  tls: 'wasi:tls is not supported',
  preview0: 'only components are supported, not core modules of WASI 0.0',
  listenfd: 'inherited sockets are not supported',
  tcplisten: 'inherited sockets are not supported',
  'http-outgoing-body-buffer-chunks': 'not configurable, bodies are buffered as far as their readers accept',
  'http-outgoing-body-chunk-size': 'not configurable, bodies are buffered as far as their readers accept',
  'max-http-fields-size': FIXED,
  'max-random-size': FIXED,
  'max-component-handles': 'handles are not limited; use --max-memory to limit the process',
  'max-resources': 'handles are not limited; use --max-memory to limit the process',
  'hostcall-fuel': 'values of a call are not limited; use --max-memory to limit the process',
};

export interface WasiSwitches {
  /** The last value of each switch. */
  readonly grants: Readonly<Partial<Record<(typeof GRANTS)[number], boolean>>>;
  /** The initial working directory. */
  readonly cwd: string | undefined;
  /** The entries of wasi:config/store. */
  readonly variables: Readonly<Record<string, string>>;
  /** The initial entries of the in-memory store. */
  readonly data: readonly (readonly [key: string, value: string])[];
}

/** @throws Usage for an unknown or unsupported switch */
export function readSwitches(values: readonly string[], usage: string): WasiSwitches {
  const grants: Record<string, boolean> = {};
  const variables: Record<string, string> = {};
  const data: [key: string, value: string][] = [];
  let cwd: string | undefined;
  for (const text of values.flatMap(switchesIn)) {
    const [name = '', value] = [text.split('=', 1)[0], /=(.*)/s.exec(text)?.[1]];
    const pair = PAIRS.includes(name) ? /^([^=]+)=(.*)$/s.exec(value ?? '') : undefined;
    if (pair && name !== 'config-var') data.push([pair[1] ?? '', pair[2] ?? '']);
    else if (pair) variables[pair[1] ?? ''] = pair[2] ?? '';
    else if (name === 'cwd' && value) cwd = value;
    else if (isGrant(name)) grants[name] = isYes(text, value, usage);
    else if (ALWAYS_LINKED.includes(name)) refuseNo(text, value, usage);
    else throw new Usage(`-S ${text}: ${UNSUPPORTED[name] ?? 'unknown switch'}`, usage);
  }
  return { grants, cwd, variables, data };
}

/** Splits a list of switches at commas; the value of a pair may contain commas. */
const switchesIn = (value: string): string[] =>
  PAIRS.includes(value.split('=', 1)[0] ?? '') ? [value] : value.split(',');

const isGrant = (name: string): name is (typeof GRANTS)[number] =>
  (GRANTS as readonly string[]).includes(name);

function isYes(text: string, value = 'y', usage: string): boolean {
  if (['y', 'yes', 'true'].includes(value)) return true;
  if (['n', 'no', 'false'].includes(value)) return false;
  throw new Usage(`-S ${text}: the value must be y or n`, usage);
}

function refuseNo(text: string, value: string | undefined, usage: string): void {
  if (!isYes(text, value, usage))
    throw new Usage(`-S ${text}: the interface is always linked and cannot be disabled`, usage);
}
