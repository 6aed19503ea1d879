import { resolve } from 'node:path';
import type { Grants, KeyvalueStore, Limits } from '../../../host/src/protocol.ts';
import { keyvalueStore } from '../../../host/src/protocol/keyvalue.ts';
import { ownCaller, type Caller } from '../caller.ts';
import { Usage } from '../usage.ts';
import { readSwitches, type WasiSwitches } from './wasi-switches.ts';
import { readWasmTimeout } from './wasm-switches.ts';

/** The flags that grant a guest access, with wasmtime's names. */
export const grantOptions = {
  dir: { type: 'string', multiple: true },
  env: { type: 'string', multiple: true },
  keyvalue: { type: 'string', multiple: true },
  wasi: { type: 'string', short: 'S', multiple: true },
  wasm: { type: 'string', short: 'W', multiple: true },
  timeout: { type: 'string' },
  'max-memory': { type: 'string' },
} as const;

export const grantUsage = `
Grants (by default a guest can use only standard input and output):
  --dir HOST[::GUEST[:ro]]  a folder, and its path in the guest; ro makes it read-only
  --env NAME[=VALUE]        an environment variable; without a value, that of this process
  -S inherit-network        outgoing HTTP requests and sockets, without restrictions
  -S tcp=n, -S udp=n        deny sockets of this kind, with inherit-network
  -S allow-ip-name-lookup   host name lookup for sockets
  -S inherit-env            all environment variables of this process
  -S cwd=PATH               the guest's initial working directory
  -S config-var=NAME=VALUE  a value for wasi:config/store
  -S keyvalue               an in-memory wasi:keyvalue store, which guests open as ""
  -S keyvalue-in-memory-data=KEY=VALUE
                            an initial entry of that store
  --keyvalue [NAME=]PLACE   a store that guests open as NAME (default: "default" and ""); PLACE is
                            a folder, for a persistent store, the URL of a Redis or Valkey
                            server (redis://…), or memory
  --timeout SECONDS         time limit for the guest (default: none); also -W timeout=2s or 500ms
  --max-memory MIB          memory limit for the guest's process (default: none)
`;

export interface GrantValues {
  readonly dir?: readonly string[];
  readonly env?: readonly string[];
  readonly keyvalue?: readonly string[];
  readonly wasi?: readonly string[];
  readonly wasm?: readonly string[];
  readonly timeout?: string;
  readonly 'max-memory'?: string;
}

/** @param caller whose variables and folders are meant */
export function grantsOf(
  values: GrantValues,
  args: readonly string[],
  usage: string,
  { cwd, env }: Pick<Caller, 'cwd' | 'env'> = ownCaller(),
): Grants {
  const switches = readSwitches(values.wasi ?? [], usage);
  const { grants, cwd: initialCwd, variables } = switches;
  const { 'inherit-network': network = false, tcp, udp, 'allow-ip-name-lookup': nameLookup = false } = grants;
  return {
    args,
    env: [
      ...(grants['inherit-env'] ? allOf(env) : []),
      ...(values.env ?? []).flatMap((text) => variable(text, env, usage)),
    ],
    dirs: (values.dir ?? []).map((text) => folder(text, cwd)),
    ...(initialCwd !== undefined && { initialCwd }),
    config: variables,
    network,
    nameLookup,
    ...(tcp !== undefined && { tcp }),
    ...(udp !== undefined && { udp }),
    ...keyvalueOf(values.keyvalue ?? [], switches, usage, cwd),
    ...logsTo(env, args[0] ?? ''),
  };
}

/** As OpenTelemetry's own tools are set up. */
function logsTo(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service }: Caller['env'],
  component: string,
): Pick<Grants, 'logs'> {
  if (endpoint === undefined || endpoint === '') return {};
  return { logs: { endpoint, service: service ?? component } };
}

function keyvalueOf(
  named: readonly string[],
  { grants, data }: WasiSwitches,
  usage: string,
  cwd: string,
): { keyvalue?: KeyvalueStore[] } {
  const stores = named.map((text) => storeOf(text, usage, cwd));
  if (grants.keyvalue) stores.push({ identifiers: [''], place: { kind: 'memory', data } });
  const identifiers = stores.flatMap((store) => store.identifiers);
  const duplicate = identifiers.find((one, at) => identifiers.indexOf(one) < at);
  if (duplicate !== undefined)
    throw new Usage(`--keyvalue defines the store ${JSON.stringify(duplicate)} twice`, usage);
  return stores.length > 0 ? { keyvalue: stores } : {};
}

/** `cache=memory`, `./data`, `redis://localhost`: no folder has a name before its first `=`. */
function storeOf(text: string, usage: string, cwd: string): KeyvalueStore {
  const [, name = 'default', place = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(text) ?? [];
  if (place === '') throw new Usage(`--keyvalue ${text} must be a folder, a URL or memory`, usage);
  return keyvalueStore(name, place, (path) => resolve(cwd, path));
}

/**
 * The limits by `--timeout`, `-W timeout` and `--max-memory`, in milliseconds and bytes.
 * @throws Usage for an amount that is not positive
 */
export function limitsOf(values: GrantValues, usage: string): { limits?: Limits } {
  const { timeout, 'max-memory': memory } = values;
  const wasmTimeout = readWasmTimeout(values.wasm ?? [], usage);
  const limits = {
    ...(wasmTimeout !== undefined && { timeoutMs: wasmTimeout }),
    ...(timeout !== undefined && { timeoutMs: amount('timeout', timeout, 'seconds', usage) * 1000 }),
    ...(memory !== undefined && {
      memoryBytes: amount('max-memory', memory, 'mebibytes', usage) * 1_048_576,
    }),
  };
  return Object.keys(limits).length > 0 ? { limits } : {};
}

function amount(flag: string, text: string, unit: string, usage: string): number {
  const number = Number(text.replace(/s$/, ''));
  if (!(number > 0)) throw new Usage(`--${flag} ${text} must be a positive number of ${unit}`, usage);
  return number;
}

const allOf = (env: Caller['env']): [name: string, value: string][] =>
  Object.entries(env).map(([name, value = '']) => [name, value]);

/** None for the name of a variable that the caller does not have. */
function variable(text: string, env: Caller['env'], usage: string): [name: string, value: string][] {
  const at = text.indexOf('=');
  if (text === '' || at === 0) throw new Usage(`--env ${text} has no variable name`, usage);
  if (at >= 0) return [[text.slice(0, at), text.slice(at + 1)]];
  const own = env[text];
  return own === undefined ? [] : [[text, own]];
}

function folder(text: string, cwd: string): { host: string; guest: string; readOnly: boolean } {
  const [host = '', rest] = text.split('::');
  const readOnly = rest?.endsWith(':ro') ?? false;
  return { host: resolve(cwd, host), guest: (readOnly ? rest?.slice(0, -3) : rest) ?? host, readOnly };
}
