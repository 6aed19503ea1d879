import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { needs } from '../../../server/src/testing/needs.ts';

const command = ['redis-server', 'valkey-server'].find((name) => !spawnSync(name, ['--version']).error);

/** The `skip` of a test that asks a real server. */
export const redisMissing = needs(
  command !== undefined,
  'there is no redis-server or valkey-server: install the one of the system, as .ci/run does',
);

export interface RedisServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A server of its own on the loopback, which writes nothing to the disk. */
export async function redisServer(port?: number, ...flags: readonly string[]): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const settings = ['--port', String(own), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir(), ...flags];
  const server = spawn(command!, settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  const lines = createInterface({ input: server.stdout });
  await Promise.race([
    ready(lines),
    exited.then(() => Promise.reject(new Error('the server did not start'))),
  ]);
  server.stdout.resume();
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL');
    await exited;
  };
  return { port: own, stop };
}

async function ready(lines: NodeJS.EventEmitter): Promise<void> {
  await new Promise<void>((done) =>
    lines.on('line', (line: string) => {
      if (/ready to accept connections/i.test(line)) done();
    }),
  );
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
