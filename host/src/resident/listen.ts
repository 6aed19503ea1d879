import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { IdleGuests } from '../run/idle-guests.ts';
import { PreparedServer } from '../run/prepared-server.ts';
import { serveConnection, type ReadCommand } from './serve-connection.ts';
import { hasResident } from './client.ts';

const IDLE_MS = 300_000;

/**
 * Makes this process the resident host: it runs and serves components for the command, so that the next start of one
 * needs no new process, and ends after a time without use.
 * @param address of a socket that only this user can open
 */
export function listen(address: string, read: ReadCommand): void {
  const held = { idle: new IdleGuests(), prepared: new PreparedServer() };
  let connections = 0;
  let timer: NodeJS.Timeout | undefined;

  const server = createServer((socket) => {
    connections++;
    clearTimeout(timer);
    socket.once('close', () => {
      if (--connections === 0) wait();
    });
    serveConnection(socket, held, read, leave).catch(() => socket.destroy());
  });

  const wait = (): void => {
    timer = setTimeout(leave, IDLE_MS);
  };

  /** Its guests end with it. */
  function leave(): void {
    rmSync(address, { force: true });
    process.exit(0);
  }

  /** A host that was killed leaves its socket behind; of two that start at once, one goes. */
  async function takeOver(): Promise<void> {
    if (await hasResident(address)) process.exit(0);
    rmSync(address, { force: true });
    server.removeAllListeners('error').on('error', () => process.exit(1));
    server.listen(address, wait);
  }

  server.on('error', () => void takeOver());
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
  server.listen(address, wait);
}
