import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '../../host/src/debug/testing/client.ts';
import { launch } from '../../host/src/debug/testing/debuggee.ts';
import { firstAnswer, load } from '../../host/src/run/bench/http-load.ts';
import { children } from '../../host/src/supervise/testing/children.ts';
import { figures, heading, quantile, row } from './measure.ts';
import { processorTime } from './process-figures.ts';
import { setSection, tableText } from './page.ts';

const COMMAND = resolve('dist/cli/wit-studio.js');
const STOPS = 5;
/** Of each kind: two processes of one kind may differ by a quarter for as long as they run. */
const SERVERS = 3;
const ROUNDS = 15;
const WARM_MS = 500;
const service = resolve('test-fixtures/programs/service/service.wasm');

/** A server that is asked beside others. */
interface Served {
  readonly url: URL;
  readonly process: number;
  end(): Promise<unknown>;
}

/** Servers of one kind, and what they did in each round. */
interface Kind {
  readonly servers: readonly Served[];
  /** Milliseconds of a request, in the median. */
  readonly p50: number[];
  /** Milliseconds that a request has all threads of its server on a processor. */
  readonly processor: number[];
}

/**
 * The cost of debugging: requests to a server that is not debugged, to one that the debugger has started without
 * debugging, and to a debugged one that meets no breakpoint, in turn; and the time to the first stop.
 * @param sample the folder of a plan with a part in TypeScript
 * @param out the file to write the table to; it is printed anyway
 */
export async function benchDebug(sample: string, out?: string): Promise<void> {
  const cache = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  try {
    const lines = [
      ...(await benchRequests('a handler in Rust', service, 100, cache)),
      ...(await benchRequests('the sample, Rust and TypeScript', resolve(sample), 200, cache)),
      await benchFirstStop(resolve(sample), 'a call', { invoke: CALL }, cache),
      await benchFirstStop(resolve(sample), 'a request', { serve: true }, cache),
    ];
    const text = tableText(['', 'without', 'here', 'ratio', 'goal'], lines);
    console.log(`\n${text}`);
    if (out !== undefined)
      await setSection(out, 'Debugging', `${EXPLAINED(process.versions.node)}\n\n${text}`);
  } finally {
    rmSync(cache, { recursive: true });
  }
}

const EXPLAINED = (node: string): string =>
  `Made by \`npm run bench -- debug docs/benchmarks.md\` on Node.js ${node}; what is compared was served at the same time by three processes of each kind, and asked in turn, over one connection, in ${ROUNDS} rounds. "Without" is \`wit-studio serve\`; a ratio is the median of the rounds' ratios, with the half of them that is around it. The processor's time is that of all threads of a server, for a request. The first stop is counted from the start of the process of the debug adapter to its event \`stopped\`, in a project that was debugged before and has not changed: starting the adapter, looking whether everything is up to date, composing, reading the debug information, starting the guest's process, setting a breakpoint, and the call to the line with it; with a server also the request, sent as soon as it listens.`;

const command = (cache: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: cache, WIT_STUDIO_RESIDENT: '0' },
  });

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function plain(program: string, cache: string): Promise<Served> {
  const child = command(cache, ['serve', '--addr', '127.0.0.1:0', program]);
  let text = '';
  for (;;) {
    const [chunk] = (await once(child.stderr!, 'data')) as [Buffer];
    text += String(chunk);
    const [, url] = /Serving HTTP on (\S+)/.exec(text) ?? [];
    if (url !== undefined) return served(url, child);
  }
}

async function debugged(program: string, cache: string, noDebug: boolean): Promise<Served> {
  const child = command(cache, ['debug-adapter']);
  const client = new Client(child.stdout!, child.stdin!);
  await launch(client, { program, serve: true, noDebug });
  return served(await servingOf(client), child);
}

const served = (url: string, child: ChildProcess): Served => ({
  url: new URL('/hello', url),
  process: child.pid!,
  end: () => ended(child),
});

/** @param turnMs how long each server is asked in each round */
async function benchRequests(name: string, program: string, turnMs: number, cache: string) {
  const kinds: readonly Kind[] = [
    await kindOf(() => plain(program, cache)),
    await kindOf(() => debugged(program, cache, true)),
    await kindOf(() => debugged(program, cache, false)),
  ];
  try {
    for (let round = 0; round < ROUNDS; round++) await askInTurn(kinds, turnMs, round);
  } finally {
    await Promise.all(kinds.flatMap(({ servers }) => servers.map((one) => one.end())));
  }
  heading(`requests: ${name}`);
  const names = ['served', 'started by the debugger, not debugged', 'debugged, no breakpoint'];
  kinds.forEach(({ p50 }, at) => row(names[at]!, figures(p50)));
  const [without, off, on] = kinds as [Kind, Kind, Kind];
  const line = (what: string, of: 'p50' | 'processor', here: Kind, goal: string): string[] => [
    `${name}: ${what}`,
    milliseconds(figures(without[of]).p50),
    milliseconds(figures(here[of]).p50),
    ratios(here[of], without[of]),
    goal,
  ];
  return [
    line('not debugged, p50', 'p50', off, '1.02'),
    line("not debugged, processor's time", 'processor', off, ''),
    line('debugged, no breakpoint met, p50', 'p50', on, '2'),
    line("debugged, no breakpoint met, processor's time", 'processor', on, ''),
  ];
}

async function kindOf(start: () => Promise<Served>): Promise<Kind> {
  const servers: Served[] = [];
  for (let count = 0; count < SERVERS; count++) {
    const server = await start();
    servers.push(server);
    await firstAnswer(server.url);
    await load(server.url, 1, WARM_MS);
  }
  return { servers, p50: [], processor: [] };
}

/** One server of each kind behind the other, each kind as often the first, so that what else runs meets all. */
async function askInTurn(kinds: readonly Kind[], turnMs: number, round: number): Promise<void> {
  const latencies: number[][] = kinds.map(() => []);
  const spent: number[] = kinds.map(() => 0);
  for (let server = 0; server < SERVERS; server++)
    for (let turn = 0; turn < kinds.length; turn++) {
      const at = (turn + round + server) % kinds.length;
      const { url, process } = kinds[at]!.servers[server]!;
      const before = processorTimeOf(process);
      latencies[at]!.push(...(await load(url, 1, turnMs)).latencies);
      spent[at]! += processorTimeOf(process) - before;
    }
  kinds.forEach(({ p50, processor }, at) => {
    p50.push(figures(latencies[at]!).p50);
    processor.push(spent[at]! / latencies[at]!.length);
  });
}

/** Of a process with those that it started. */
const processorTimeOf = (parent: number): number =>
  [parent, ...children(parent)].reduce((sum, pid) => sum + processorTime(pid), 0);

/** The median of the rounds' ratios, with the half of them that is around it. */
function ratios(here: readonly number[], without: readonly number[]): string {
  const sorted = here.map((one, round) => one / without[round]!).sort((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((at) => quantile(sorted, at).toFixed(2));
  return `${middle} (${low} to ${high})`;
}

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

const CALL = 'handle({method: "GET", path: "/hello", authorization: none, body: ""})';

/** From the start of the adapter to a breakpoint in TypeScript, in a project that was built before. */
async function benchFirstStop(
  sample: string,
  how: string,
  configuration: { readonly invoke: string } | { readonly serve: true },
  cache: string,
): Promise<string[]> {
  const file = join(sample, 'handler/src/handler.ts');
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes("'/hello'")) + 1;
  const times: number[] = [];
  for (let round = 0; round <= STOPS; round++) {
    const began = performance.now();
    const child = command(cache, ['debug-adapter']);
    const client = new Client(child.stdout!, child.stdin!);
    await launch(client, { program: sample, ...configuration }, () =>
      client.request('setBreakpoints', { source: { path: file }, breakpoints: [{ line }] }),
    );
    if ('serve' in configuration) void fetch(new URL('/hello', await servingOf(client))).catch(() => {});
    await client.event('stopped');
    // The first one builds.
    if (round > 0) times.push(performance.now() - began);
    await ended(child);
  }
  heading(`to the first stop of ${how}`);
  row('the sample, in TypeScript', figures(times));
  const p50 = milliseconds(figures(times).p50);
  return [`the sample: start to the first stop of ${how}`, '', p50, '', '3,000 ms'];
}

/** Where a debugged program says that it listens. */
async function servingOf(client: Client): Promise<string> {
  for (;;) {
    const [, url] = /Serving HTTP on (\S+)/.exec(client.output['console'] ?? '') ?? [];
    if (url !== undefined) return url;
    await client.event('output');
  }
}
