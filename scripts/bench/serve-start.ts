import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { firstAnswer } from '../../host/src/run/bench/http-load.ts';
import { figures } from './measure.ts';
import type { Row } from './row.ts';

const COMMAND = resolve('dist/cli/wit-studio.js');
const ROUNDS = 7;
/** How long a server runs: the resident host prepares the next one meanwhile. */
const SERVES_MS = 2_000;

interface Side {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly servesMs?: number;
}

/** Calls of `wit-studio serve`, with the resident host and without it, and of `wasmtime serve`, until the first answer. */
export async function startRows(name: string, component: string, path: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  const env = { XDG_CACHE_HOME: folder, XDG_RUNTIME_DIR: folder, WIT_STUDIO_RESIDENT: '1' };
  const serve = [COMMAND, 'serve', '--addr', '127.0.0.1:0', component];
  const sides: readonly Side[] = [
    { command: wasmtime.path, args: ['serve', '-S', 'cli', '--addr', '127.0.0.1:0', component] },
    { command: process.execPath, args: serve, env, servesMs: SERVES_MS },
    { command: process.execPath, args: serve, env: { ...env, WIT_STUDIO_RESIDENT: '0' } },
  ];
  try {
    const times = sides.map((): number[] => []);
    // The first ones translate the component, and start the resident host.
    for (const side of [...sides, ...sides]) await started(side, path);
    for (let round = 0; round < ROUNDS; round++)
      for (const [at, side] of sides.entries()) times[at]!.push(await started(side, path));
    const [theirs, ours, alone] = times.map((one) => figures(one).p50);
    const row = { unit: 'ms', wasmtime: theirs! } as const;
    return [
      { ...row, what: `${name}: start to first answer`, here: ours!, goal: 'at most 5' },
      { ...row, what: `${name}: the same without the resident host`, here: alone! },
    ];
  } finally {
    spawnSync(process.execPath, [COMMAND, 'resident', 'stop'], { env: { ...process.env, ...env } });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds from the call of a server to its first answer. */
async function started({ command, args, env = {}, servesMs = 0 }: Side, path: string): Promise<number> {
  const began = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    await firstAnswer(new URL(path, await urlOf(createInterface(child.stderr))));
    return performance.now() - began;
  } finally {
    await wait(servesMs);
    child.kill('SIGINT');
    await ended;
  }
}

/** The address in the first output of a server. */
export async function urlOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, url] = /^Serving HTTP on (\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the server ended before it listened');
}
