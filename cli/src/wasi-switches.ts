/** What stands behind `-S`, with wasmtime's names and meaning. */
import { Usage } from './usage.ts';

/** Those that say yes or no about what a guest may reach. */
const GRANTS = ['inherit-network', 'tcp', 'udp', 'allow-ip-name-lookup', 'inherit-env', 'keyvalue'] as const;
/** What wasmtime must be asked to link; here it is there for whoever imports it. */
const ALWAYS_THERE = [
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
/** Those that have a name and a value. */
const PAIRS = ['config-var', 'keyvalue-in-memory-data'];
const FIXED = 'the limit is fixed here, at what wasmtime has by default';
/** Names of wasmtime for what is not here, and why. */
const ABSENT: Readonly<Record<string, string>> = {
  nn: 'there are no neural networks',
  'nn-graph': 'there are no neural networks',
  threads: 'threads need modules of WASI 0.1, and components run here',
  tls: 'there is no wasi:tls',
  preview0: 'components run here, and no modules of WASI 0.0',
  listenfd: 'a socket of another program cannot be taken over',
  tcplisten: 'a socket of another program cannot be taken over',
  cwd: 'a guest has no working directory; it finds its folders by the names that --dir gives',
  'http-outgoing-body-buffer-chunks': 'bodies are bounded by what their readers take',
  'http-outgoing-body-chunk-size': 'bodies are bounded by what their readers take',
  'max-http-fields-size': FIXED,
  'max-random-size': FIXED,
  'max-component-handles': 'handles are not counted; --max-memory ends a guest that takes too much',
  'max-resources': 'handles are not counted; --max-memory ends a guest that takes too much',
  'hostcall-fuel': 'what a call passes is not counted; --max-memory ends a guest that takes too much',
};

export interface WasiSwitches {
  /** What was said about it last. */
  readonly grants: Readonly<Partial<Record<(typeof GRANTS)[number], boolean>>>;
  /** Names and values of wasi:config/store. */
  readonly variables: Readonly<Record<string, string>>;
  /** What a store in memory has at the start. */
  readonly data: readonly (readonly [key: string, value: string])[];
}

/** @throws Usage for a switch that wasmtime does not know, or that means nothing here */
export function readSwitches(values: readonly string[], usage: string): WasiSwitches {
  const grants: Record<string, boolean> = {};
  const variables: Record<string, string> = {};
  const data: [key: string, value: string][] = [];
  for (const text of values.flatMap(switchesIn)) {
    const [name = '', value] = [text.split('=', 1)[0], /=(.*)/s.exec(text)?.[1]];
    const pair = PAIRS.includes(name) ? /^([^=]+)=(.*)$/s.exec(value ?? '') : undefined;
    if (pair && name !== 'config-var') data.push([pair[1] ?? '', pair[2] ?? '']);
    else if (pair) variables[pair[1] ?? ''] = pair[2] ?? '';
    else if (isGrant(name)) grants[name] = isYes(text, value, usage);
    else if (ALWAYS_THERE.includes(name)) refuseNo(text, value, usage);
    else throw new Usage(`-S ${text}: ${ABSENT[name] ?? 'there is no such switch'}`, usage);
  }
  return { grants, variables, data };
}

/** Switches stand side by side; the value of a pair may have commas of its own. */
const switchesIn = (value: string): string[] =>
  PAIRS.includes(value.split('=', 1)[0] ?? '') ? [value] : value.split(',');

const isGrant = (name: string): name is (typeof GRANTS)[number] =>
  (GRANTS as readonly string[]).includes(name);

function isYes(text: string, value = 'y', usage: string): boolean {
  if (['y', 'yes', 'true'].includes(value)) return true;
  if (['n', 'no', 'false'].includes(value)) return false;
  throw new Usage(`-S ${text}: write y or n behind the =`, usage);
}

function refuseNo(text: string, value: string | undefined, usage: string): void {
  if (!isYes(text, value, usage)) throw new Usage(`-S ${text}: a guest has it when it imports it`, usage);
}
