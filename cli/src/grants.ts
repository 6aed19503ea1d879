import { resolve } from 'node:path';
import type { Grants, Limits } from '../../host/src/protocol.ts';
import { Usage } from './usage.ts';
import { readSwitches } from './wasi-switches.ts';
import { readWasmTimeout } from './wasm-switches.ts';

/** The flags that say what a guest may reach, named as wasmtime names them. */
export const grantOptions = {
  dir: { type: 'string', multiple: true },
  env: { type: 'string', multiple: true },
  wasi: { type: 'string', short: 'S', multiple: true },
  wasm: { type: 'string', short: 'W', multiple: true },
  timeout: { type: 'string' },
  'max-memory': { type: 'string' },
} as const;

export const grantUsage = `
What the guest may reach (nothing but standard input and output by default):
  --dir HOST[::GUEST[:ro]]  a folder, and the path the guest sees it under
  --env NAME[=VALUE]        an environment variable; without a value, this process' own
  -S inherit-network        outgoing HTTP requests and sockets, to anywhere
  -S tcp=n, -S udp=n        no sockets of the kind although the network is there
  -S allow-ip-name-lookup   names of hosts, for sockets
  -S inherit-env            all environment variables of this process
  -S config-var=NAME=VALUE  a value that wasi:config/store gives
  --timeout SECONDS         end the guest after this time; also -W timeout=2s, or 500ms
  --max-memory MIB          end the guest when its process takes more memory than this
`;

export interface GrantValues {
  readonly dir?: readonly string[];
  readonly env?: readonly string[];
  readonly wasi?: readonly string[];
  readonly wasm?: readonly string[];
  readonly timeout?: string;
  readonly 'max-memory'?: string;
}

export function grantsOf(values: GrantValues, args: readonly string[], usage: string): Grants {
  const { grants, variables } = readSwitches(values.wasi ?? [], usage);
  const { 'inherit-network': network = false, tcp, udp, 'allow-ip-name-lookup': nameLookup = false } = grants;
  return {
    args,
    env: [...(grants['inherit-env'] ? ownVariables() : []), ...(values.env ?? []).flatMap(variable)],
    dirs: (values.dir ?? []).map(folder),
    config: variables,
    network,
    nameLookup,
    ...(tcp !== undefined && { tcp }),
    ...(udp !== undefined && { udp }),
  };
}

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
  if (!(number > 0)) throw new Usage(`--${flag} ${text} is not a number of ${unit}`, usage);
  return number;
}

const ownVariables = (): [name: string, value: string][] =>
  Object.entries(process.env).map(([name, value = '']) => [name, value]);

/** None for the name of a variable that this process does not have. */
function variable(text: string): [name: string, value: string][] {
  const at = text.indexOf('=');
  if (at >= 0) return [[text.slice(0, at), text.slice(at + 1)]];
  const own = process.env[text];
  return own === undefined ? [] : [[text, own]];
}

function folder(text: string): { host: string; guest: string; readOnly: boolean } {
  const [host = '', rest] = text.split('::');
  const readOnly = rest?.endsWith(':ro') ?? false;
  return { host: resolve(host), guest: (readOnly ? rest?.slice(0, -3) : rest) ?? host, readOnly };
}
