/** Servers of both hosts, as they are started for one suite. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Host } from './hosts.ts';

/** Serves a component by a host while the work is done with its address. */
export async function withServer<T>(
  host: Host,
  component: string,
  work: (base: string) => Promise<T>,
): Promise<T> {
  const start = { component, args: [], env: {}, root: undefined };
  const [program, ...args] = host({ ...start, serves: true, network: false, isAsync: false });
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    return await work(await addressOf(server));
  } finally {
    server.kill();
  }
}

/** The first address that a server prints. */
async function addressOf({ stdout, stderr }: ChildProcess): Promise<string> {
  const lines = [stdout, stderr].map((stream) => createInterface({ input: stream! }));
  return new Promise((found, fail) => {
    for (const one of lines)
      one.on('line', (line) => {
        const [url] = /http:\/\/[\d.]+:\d+\//.exec(line) ?? /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
        if (url !== undefined) found(url);
        else process.stderr.write(`${line}\n`);
      });
    stderr!.once('close', () => fail(new Error('the server ended before it listened')));
  });
}
