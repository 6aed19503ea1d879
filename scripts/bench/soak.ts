/**
 * Many runs and many requests in one host, every tenth hostile, and the resources of the host and the guest's process
 * before and after. Growth counts, not time. Linux, since it reads /proc.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { assemble } from '../../host/src/engine/testing/instantiate-wat.ts';
import type { RunParams } from '../../host/src/protocol.ts';
import { exchange } from '../../host/src/testing/http.ts';
import { startHost, type HostProcess } from '../lib/host-process.ts';
import { printHoldings, resourcesOf, reportHandles } from './process-resources.ts';
import { figures, heading, row, time } from './measure.ts';

const programs = 'test-fixtures/programs';
const AT_ONCE = 4;
/** Runs before the first measurement, so that caches are filled. */
const WARM = { runs: 20, requests: 500 };
/** A leak grows by the same amount in each round; delayed collection levels off. */
const ROUNDS = 4;
/** By then, the host has finished its preparations and ended unused threads. */
const SETTLE_MS = 12_000;

export async function soak(runs: number, requests: number): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'wit-studio-soak-'));
  const handles = join(storage, 'handles.json');
  const host = await startHost(join(storage, 'storage'), reportHandles(handles));
  try {
    const component = resolve(programs, 'service/service.wasm');
    const params = { component, grants: {}, addr: '127.0.0.1:0', limits: { timeoutMs: 5_000 } };
    const { url } = await host.request('serve', params);
    const [guest] = childrenOf(host.process.pid!);
    const show = async (when: string): Promise<void> => {
      await wait(SETTLE_MS);
      printHoldings(`host, ${when}`, await resourcesOf(host.process.pid!, handles));
      printHoldings(`guest that serves, ${when}`, await resourcesOf(guest!));
    };
    const start = runsOf(await assemble(wat('traps')), host);
    await many(WARM.requests, (at) => answer(url, at));
    await many(WARM.runs, start);
    await show('warm');
    for (let round = 1; round <= ROUNDS; round++) {
      await report('requests', Math.ceil(requests / ROUNDS), (at) => answer(url, at));
      await show(`after ${round}/${ROUNDS} of ${requests} requests`);
    }
    for (let round = 1; round <= ROUNDS; round++) {
      await report('runs', Math.ceil(runs / ROUNDS), start);
      await show(`after ${round}/${ROUNDS} of ${runs} runs`);
    }
  } finally {
    host.process.kill();
    rmSync(storage, { recursive: true, force: true });
  }
}

const wat = (name: string): string => readFileSync(`host/src/run/testing/${name}.wat`, 'utf8');

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

/** Latencies of the well-behaved ones, those of the first tenth and of the last. */
async function report(what: string, count: number, one: (at: number) => Promise<boolean>): Promise<void> {
  const latencies = await many(count, one);
  const tenth = Math.ceil(latencies.length / 10);
  heading(`${count} ${what}, ${AT_ONCE} at once, every tenth hostile`);
  row('the first tenth', figures(latencies.slice(0, tenth)));
  row('the last tenth', figures(latencies.slice(-tenth)));
}

/** @param one says whether its time counts */
async function many(count: number, one: (at: number) => Promise<boolean>): Promise<number[]> {
  const latencies: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) {
      let counts = false;
      const ms = await time(async () => (counts = await one(at)));
      if (counts) latencies.push(ms);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return latencies;
}

const isHostile = (at: number): boolean => at % 10 === 9;
const kindOf = <T>(kinds: readonly T[], at: number): T => kinds[Math.floor(at / 10) % kinds.length]!;

async function answer(url: string, at: number): Promise<boolean> {
  if (isHostile(at)) {
    await kindOf(HOSTILE_REQUESTS, at)(url);
    return false;
  }
  const [status, body] = await get(new URL('/hello', url));
  if (status !== 200 || body !== 'hello\n') throw new Error(`/hello gave ${status} ${body}`);
  return true;
}

/** Guests that trap, forget their response or break off, and clients that leave or talk nonsense. */
const HOSTILE_REQUESTS: readonly ((url: string) => Promise<unknown>)[] = [
  ...['/trap', '/none', '/error', '/trap-in-body', '/no-finish', '/length?20'].map(
    (path) => (url: string) => get(new URL(path, url)),
  ),
  (url) => exchange(url, 'GET /sleep?50 HTTP/1.1\r\nhost: x\r\n\r\n', 10),
  (url) => exchange(url, 'POST /count HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nabc', 10),
  (url) => exchange(url, 'GET /big?1000000 HTTP/1.1\r\nhost: x\r\n\r\n', /HTTP/),
  (url) => exchange(url, '\x00\x01\x02\r\n\r\n', 10),
];

function get(url: URL): Promise<readonly [status: number | undefined, body: string]> {
  return new Promise((done) => {
    const call = request(url, { agent: false }, (response) => {
      let body = '';
      response.on('data', (bytes: Buffer) => (body += bytes.toString()));
      response.on('error', () => done([undefined, body])).on('end', () => done([response.statusCode, body]));
    });
    call.on('error', () => done([undefined, ''])).end();
  });
}

function runsOf(component: string, { request: ask }: HostProcess) {
  const command = resolve(programs, 'command/command.wasm');
  const start = (params: Partial<RunParams>) => ask('run', { component, grants: {}, ...params });
  const leaves = {
    component: command,
    grants: { args: ['command.wasm', ...'args + exit 2 + args'.split(' ')] },
  };
  const hostile: readonly (() => Promise<unknown>)[] = [
    ...['unreachable()', 'deep()', 'load-outside()'].map((invoke) => () => start({ invoke })),
    () => start(leaves),
    () => start({ component: command, grants: { args: ['command.wasm', 'print', '3000000'] } }),
    () => start({ invoke: 'call()', limits: { timeoutMs: 20 } }),
    () => start({ component: resolve('package.json') }),
  ];
  return async (at: number): Promise<boolean> => {
    if (isHostile(at)) {
      await kindOf(hostile, at)().catch(() => {});
      return false;
    }
    const { value } = await start({ invoke: 'call()' });
    if (value !== '7') throw new Error(`a run gave ${value}`);
    return true;
  };
}
