import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { children } from '../../host/src/supervise/testing/children.ts';
import { load } from '../../host/src/run/bench/http-load.ts';
import { figures } from './measure.ts';
import { setSection, tableText } from './page.ts';
import { cpuTimeOf } from './processes.ts';
import { urlOf } from './serve-start.ts';

const service = resolve('test-fixtures/programs/service/service.wasm');
const PATH = '/hello';
const ROUNDS = 7;
const ROUND_MS = 1_000;
/** V8 compiles the most used functions again during the first requests. */
const WARM_UP_MS = 5_000;
const CONNECTIONS = [1, 50];
/** Requests per second here, by those of the other build. */
const GOAL = 5;

/** One round. */
interface Round {
  readonly perSecond: number;
  /** Microseconds of processor time for one request, in all threads and processes of the server. */
  readonly cpu: number;
}

/**
 * Compares served requests with those of another build: both serve the same handler at the same time, and get requests
 * in turn.
 * @param other the folder `dist` of the other build
 * @param out the page that gets the table as a section
 * @param name the name of the other build in the table
 */
export async function benchServeAgainst(other: string, out?: string, name = 'other build'): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'wit-studio-against-'));
  const servers: Server[] = [];
  try {
    for (const [n, dist] of ['dist', other].entries())
      servers.push(await Server.start(resolve(dist), join(own, `cache-${n}`)));
    const lines = [];
    for (const connections of CONNECTIONS) lines.push(...(await rowsOf(servers, connections)));
    const text = sectionOf(lines, name);
    console.log(text);
    if (out !== undefined) await setSection(out, 'Serving and another build', text);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(own, { recursive: true, maxRetries: 5 });
  }
}

/** `wit-studio serve` of a build. */
class Server {
  private constructor(
    private readonly process: ChildProcess,
    private readonly url: URL,
  ) {}

  static async start(dist: string, cache: string): Promise<Server> {
    const args = [join(dist, 'cli/wit-studio.js'), 'serve', '--addr', '127.0.0.1:0', service];
    const env = { ...process.env, XDG_CACHE_HOME: cache, WIT_STUDIO_RESIDENT: '0' };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    return new Server(child, new URL(PATH, await urlOf(createInterface(child.stderr))));
  }

  async round(connections: number, ms: number): Promise<Round> {
    const processes = withDescendants(this.process.pid!);
    const before = cpuTimeOf(processes);
    const { perSecond, latencies } = await load(this.url, connections, ms);
    return { perSecond, cpu: ((cpuTimeOf(processes) - before) * 1000) / latencies.length };
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await ended;
  }
}

const withDescendants = (pid: number): number[] => [pid, ...children(pid).flatMap(withDescendants)];

async function rowsOf(servers: readonly Server[], connections: number): Promise<string[][]> {
  for (const server of servers) await server.round(connections, WARM_UP_MS);
  const rounds: Round[][] = servers.map(() => []);
  for (let n = 0; n < ROUNDS; n++)
    for (const [at, server] of servers.entries()) rounds[at]!.push(await server.round(connections, ROUND_MS));
  const row = (what: string, unit: string, of: (round: Round) => number, goal: string): string[] => {
    const [ours, others] = rounds.map((all) => figures(all.map(of)).p50) as [number, number];
    const title = `${connections} connection${connections > 1 ? 's' : ''}: ${what}`;
    const text = (value: number) => `${Math.round(value).toLocaleString('en')} ${unit}`;
    return [title, text(others), text(ours), (ours / others).toFixed(2), goal];
  };
  return [
    row('requests', 'per second', ({ perSecond }) => perSecond, `at least ${GOAL}`),
    row('processor time of one', 'µs', ({ cpu }) => cpu, ''),
  ];
}

function sectionOf(lines: readonly (readonly string[])[], name: string): string {
  const table = tableText(['medians', name, 'this build', 'ratio', 'goal'], lines);
  const load = `${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`;
  return `\`npm run bench -- serve-against DIST docs/benchmarks.md NAME\` serves a handler in Rust by this build and by that of another checkout (its folder \`dist\`) at the same time, asks them in turn, and writes this section: ${ROUNDS} rounds of a second each, by a client on the same processors. Each request finds a new instance on both sides. Processor time is that of all threads and processes of the server; it says more than requests per second where the machine does something else as well. Started with Node.js ${process.versions.node}, load ${load}.

${table}`;
}
