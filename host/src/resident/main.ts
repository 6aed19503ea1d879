/**
 * The resident host: runs components for the command, so that one that ran before starts without a new process. It
 * listens at the socket of its argument, which only this user can open, and ends when nobody has used it for a while.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { IdleGuests } from '../run/idle-guests.ts';
import { answer } from './answer.ts';
import { hasResident } from './client.ts';

const IDLE_MS = 300_000;
const address = process.argv[2]!;
const idle = new IdleGuests();
let connections = 0;
let timer: NodeJS.Timeout | undefined;

const server = createServer((socket) => {
  connections++;
  clearTimeout(timer);
  socket.once('close', () => {
    if (--connections === 0) wait();
  });
  answer(socket, idle, leave).catch(() => socket.destroy());
});

function wait(): void {
  timer = setTimeout(leave, IDLE_MS);
}

/** Its guests end with it. */
function leave(): void {
  rmSync(address, { force: true });
  process.exit(0);
}

server.on('error', () => void takeOver());

/** A host that was killed leaves its socket behind; of two that start at once, one goes. */
async function takeOver(): Promise<void> {
  if (await hasResident(address)) process.exit(0);
  rmSync(address, { force: true });
  server.removeAllListeners('error').on('error', () => process.exit(1));
  server.listen(address, wait);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
server.listen(address, wait);
