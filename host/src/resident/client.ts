/** The command's side of a resident host. It is loaded at each start of the command: little, and nothing of the host. */
import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { program } from '../programs.ts';
import { HostError } from '../problem.ts';
import type { RunResult } from '../protocol.ts';
import { decode, encode, type FromResident, type ResidentRun } from './frames.ts';

/** The standard streams of a run. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Runs a component in the resident host.
 * @returns undefined when no host listens at the address
 * @throws HostError what the run throws, or `guest-stopped` when the host ends
 */
export async function runInResident(
  address: string,
  run: ResidentRun,
  streams: Streams = process,
): Promise<RunResult | undefined> {
  const socket = await open(address);
  if (!socket) return undefined;
  socket.write(encode({ kind: 'run', ...run }));
  let reads = false;
  const onWant = (): void => {
    reads = true;
    sendInput(socket, streams.stdin);
  };
  try {
    return await follow(socket, streams, onWant);
  } catch (error) {
    throw error instanceof HostError ? error : hostEnded((error as Error).message);
  } finally {
    socket.destroy();
    // One that was never read has not been opened.
    if (reads) streams.stdin.destroy();
  }
}

/** @throws HostError of the run, or Error of the connection */
async function follow(socket: Socket, streams: Streams, onWant: () => void): Promise<RunResult> {
  for await (const { message, bytes } of decode<FromResident>(socket)) {
    if (message.kind === 'done') return message.result;
    if (message.kind === 'failed') throw new HostError(message.problem);
    if (message.kind === 'output') await print(socket, message.stream, bytes, streams);
    if (message.kind === 'want') onWant();
  }
  throw new Error('it closed the connection');
}

const hostEnded = (reason: string): HostError =>
  new HostError({
    code: 'guest-stopped',
    message: 'the resident host ended while the component ran',
    causes: [reason],
    help: 'Run it again: a new one starts by itself. WIT_STUDIO_RESIDENT=0 runs without one.',
  });

/** Ends the host that listens at the address, with all that it runs. */
export async function stopResident(address: string): Promise<boolean> {
  const socket = await open(address);
  if (!socket) return false;
  socket.end(encode({ kind: 'stop' }));
  await new Promise((gone) => socket.resume().once('close', gone));
  return true;
}

/** Whether one listens. */
export async function hasResident(address: string): Promise<boolean> {
  const socket = await open(address);
  socket?.destroy();
  return socket !== undefined;
}

/** Starts a host that outlives this process. It ends by itself when nobody has used it for a while. */
export async function startResident(address: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const file = fileURLToPath(program('resident'));
  spawn(process.execPath, [file, address], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}

function open(address: string): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = connect(address, () => done(socket));
    socket.on('error', () => done(undefined));
  });
}

/** Sends what comes next, as soon as there is something. */
function sendInput(socket: Socket, stdin: Readable): void {
  const send = (bytes?: Uint8Array): void => {
    stdin.pause();
    stdin.off('data', send).off('end', send).off('error', end);
    socket.write(encode({ kind: 'input' }, bytes));
  };
  const end = (): void => send();
  if (stdin.readableEnded || stdin.errored) return end();
  stdin.on('data', send).on('end', send).on('error', end).resume();
}

/** As fast as its reader reads; then the next frame is read. */
function print(
  socket: Socket,
  stream: 'stdout' | 'stderr',
  bytes: Uint8Array,
  streams: Streams,
): Promise<void> {
  return new Promise((done) => {
    streams[stream].write(bytes, (error) => {
      if (error) socket.write(encode({ kind: 'closed', stream }));
      done();
    });
  });
}
