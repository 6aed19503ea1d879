import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '../../host/src/debug/testing/client.ts';
import { launch } from '../../host/src/debug/testing/debuggee.ts';
import { firstAnswer, load } from './load.ts';
import { figures, heading, quantile, row } from './measure.ts';
import { setSection, tableText } from './page.ts';

const COMMAND = resolve('dist/cli/wit-studio.js');
const ROUNDS = 5;
const ROUND_MS = 1_000;
const service = resolve('test-fixtures/programs/service/service.wasm');

/** A server that is asked beside others. */
interface Served {
  readonly url: URL;
  readonly latencies: number[];
  end(): Promise<unknown>;
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
      ...(await benchRequests('a handler in Rust', service, '/hello', cache)),
      ...(await benchRequests('the sample, Rust and TypeScript', resolve(sample), '/hello', cache)),
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
  `Made by \`npm run bench -- debug docs/benchmarks.md\` on Node.js ${node}; what is compared was served at the same time and asked in turn, over one connection. "Without" is \`wit-studio serve\`. The first stop is counted from the start of the process of the debug adapter to its event \`stopped\`, in a project that was debugged before and has not changed: starting the adapter, looking whether everything is up to date, composing, reading the debug information, starting the guest's process, setting a breakpoint, and the call to the line with it; with a server also the request, sent as soon as it listens.`;

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

async function plain(program: string, path: string, cache: string): Promise<Served> {
  const child = command(cache, ['serve', '--addr', '127.0.0.1:0', program]);
  let text = '';
  for (;;) {
    const [chunk] = (await once(child.stderr!, 'data')) as [Buffer];
    text += String(chunk);
    const [, url] = /Serving HTTP on (\S+)/.exec(text) ?? [];
    if (url !== undefined) return { url: new URL(path, url), latencies: [], end: () => ended(child) };
  }
}

async function debugged(program: string, path: string, cache: string, noDebug: boolean): Promise<Served> {
  const child = command(cache, ['debug-adapter']);
  const client = new Client(child.stdout!, child.stdin!);
  await launch(client, { program, serve: true, noDebug });
  return { url: new URL(path, await servingOf(client)), latencies: [], end: () => ended(child) };
}

async function benchRequests(name: string, program: string, path: string, cache: string) {
  const servers = [
    await plain(program, path, cache),
    await debugged(program, path, cache, true),
    await debugged(program, path, cache, false),
  ];
  try {
    for (const { url } of servers) await firstAnswer(url);
    for (let round = 0; round < ROUNDS; round++)
      for (const { url, latencies } of servers) latencies.push(...(await load(url, 1, ROUND_MS)).latencies);
  } finally {
    await Promise.all(servers.map((one) => one.end()));
  }
  heading(`requests: ${name}`);
  const names = ['served', 'started by the debugger, not debugged', 'debugged, no breakpoint'];
  servers.forEach(({ latencies }, at) => row(names[at]!, figures(latencies)));
  const [without, off, on] = servers.map((one) =>
    quantile(
      one.latencies.sort((a, b) => a - b),
      0.5,
    ),
  );
  const line = (what: string, here: number, goal: string): string[] => [
    `${name}: ${what}, p50`,
    milliseconds(without!),
    milliseconds(here),
    (here / without!).toFixed(2),
    goal,
  ];
  return [line('not debugged', off!, '1.02'), line('debugged, no breakpoint met', on!, '2')];
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
  for (let round = 0; round <= ROUNDS; round++) {
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
