import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { serve } from '../../host/src/run/serve.ts';
import { children } from '../../host/src/supervise/testing/children.ts';
import { servedByWasmtime } from '../../host/src/testing/http.ts';
import { figures } from './measure.ts';
import { cpuTimeOf } from './processes.ts';
import type { Row } from './row.ts';

const MIB = 2 ** 20;
const GIGABYTE = 1024 * MIB;
const FIRST = 128 * MIB;
const ROUNDS = 3;
const CHUNK = Buffer.alloc(MIB, 'streaming');

/** A handler in Rust that writes each part of the request's body into the response as it arrives. */
const component = resolve('test-fixtures/programs/service/service.wasm');

interface Server {
  readonly url: URL;
  readonly processes: readonly number[];
}

interface Figures {
  /** MiB a second. */
  readonly rate: number;
  /** Milliseconds of processor time of the server. */
  readonly cpu: number;
  /** The most resident memory in MiB that the server had up to the first part of the body, and to its end. */
  readonly memory: { readonly first: number; readonly end: number };
}

/** A gigabyte that a guest echoes on both hosts, which serve at the same time and are asked in turn. */
export async function streamingRows(storage: string): Promise<Row[]> {
  const others = new Set(children());
  const newest = (): number[] => children().filter((pid) => !others.has(pid));
  const context = { signal: new AbortController().signal, storage, output: () => {} };
  const serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  const here = { url: new URL('/echo', serving.url), processes: newest() };
  const rows: Row[] = [];
  try {
    await servedByWasmtime(component, async (url) => {
      const processes = newest().filter((pid) => !here.processes.includes(pid));
      const there = { url: new URL('/echo', url), processes };
      for (const { url } of [here, there]) await echoed(url, FIRST, () => {});
      const [ours, theirs]: [Figures[], Figures[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(await measured(here));
        theirs.push(await measured(there));
      }
      rows.push(...rowsOf(ours, theirs));
    });
  } finally {
    await serving.close();
  }
  return rows;
}

function rowsOf(ours: readonly Figures[], theirs: readonly Figures[]): Row[] {
  const row = (what: string, unit: Row['unit'], of: (one: Figures) => number, goal?: string): Row => ({
    what: `a gigabyte echoed by a handler in Rust: ${what}`,
    unit,
    wasmtime: figures(theirs.map(of)).p50,
    here: figures(ours.map(of)).p50,
    ...(goal !== undefined && { goal }),
  });
  return [
    row('rate', 'MiB/s', ({ rate }) => rate, 'at least 0.5'),
    row('processor time', 'ms', ({ cpu }) => cpu),
    row('most memory, after 128 MiB', 'MiB', ({ memory }) => memory.first),
    row('most memory, at the end', 'MiB', ({ memory }) => memory.end, 'as before'),
  ];
}

async function measured({ url, processes }: Server): Promise<Figures> {
  processes.forEach(forgetPeak);
  const peak = (): number => processes.reduce((sum, pid) => sum + peakOf(pid), 0);
  let first = 0;
  const [began, cpu] = [performance.now(), cpuTimeOf(processes)];
  await echoed(url, GIGABYTE, () => (first = peak()));
  const seconds = (performance.now() - began) / 1000;
  return {
    rate: GIGABYTE / MIB / seconds,
    cpu: cpuTimeOf(processes) - cpu,
    memory: { first, end: peak() },
  };
}

/** @param onFirst is called when the first part of the response has come back */
function echoed(url: URL, bytes: number, onFirst: () => void): Promise<void> {
  return new Promise((done, fail) => {
    const sending = request(url, { method: 'POST', headers: { 'content-length': bytes } }, (response) => {
      let received = 0;
      response.on('data', ({ length }: Buffer) => {
        if (received < FIRST && received + length >= FIRST) onFirst();
        received += length;
      });
      response.on('end', () =>
        received === bytes ? done() : fail(new Error(`${received} of ${bytes} bytes came back`)),
      );
      response.on('error', fail);
    });
    sending.on('error', fail);
    const send = (left: number): void => {
      while (left > 0) {
        left -= MIB;
        if (!sending.write(CHUNK) && left > 0) return void sending.once('drain', () => send(left));
      }
      sending.end();
    };
    send(bytes);
  });
}

const peakOf = (pid: number): number =>
  Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** Linux then counts the most resident memory from here on. */
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
