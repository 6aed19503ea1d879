/** The command's side of a resident host. It is loaded at each start of the command: little, and nothing of the host. */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { program } from '../programs.ts';
import { unwritable } from '../base/file-problem.ts';
import { openSocket } from '../base/open-socket.ts';
import { HostError } from '../base/problem.ts';
import type { RunResult } from '../protocol.ts';
import { ownStreams, type StreamName, type Streams } from './own-streams.ts';
import {
  encode,
  Frames,
  type Frame,
  type FromResident,
  type ResidentCommand,
  type ToResident,
} from './frames.ts';

/** How long a host may take to listen behind its start. */
const [TRIES, TRY_MS] = [100, 50];

/** A request to a resident host. */
export type ResidentRequest = Extract<ToResident, { kind: 'run' | 'command' }>;

/**
 * Runs a component in the resident host.
 * @param onInterrupt calls back at each interrupt; without it an interrupt ends this process, and its run
 * @returns undefined when no host listens at the address, or it does not support the command line
 * @throws HostError of the run, or `guest-stopped` when the host ends
 */
export async function runInResident(
  address: string,
  request: ResidentRequest,
  streams: Streams = ownStreams,
  onInterrupt?: (interrupted: () => void) => void,
): Promise<RunResult | undefined> {
  const socket = await openSocket(address);
  if (!socket) return undefined;
  socket.write(encode(request));
  onInterrupt?.(() => socket.write(encode({ kind: 'interrupt' })));
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

/** Rejects with HostError of the run, or Error of the connection. */
function follow(socket: Socket, streams: Streams, onWant: () => void): Promise<RunResult | undefined> {
  return new Promise((done, fail) => {
    const frames = new Frames<FromResident>();
    /** Why output was lost, as far as it was. */
    let loss: NodeJS.ErrnoException | undefined;
    const onFailure = (error: NodeJS.ErrnoException): void => {
      if (error.code !== 'EPIPE') loss ??= error;
    };
    const end = (result: RunResult): void =>
      loss && !result.sawFailure ? fail(unwritable('the output', loss)) : done(result);
    /** While output waits for its reader, all that follows it waits, but for a time limit. */
    let printing: Promise<void> | undefined;
    const next = (step: () => void | Promise<void>): void => {
      const printed = printing ? printing.then(step) : step();
      if (!printed) return;
      const mine = printed.catch(fail).finally(() => {
        if (printing === mine) printing = undefined;
      });
      printing = mine;
    };
    const receive = ({ message, bytes }: Frame<FromResident>): void => {
      if (message.kind === 'done') next(() => end(message.result));
      if (message.kind === 'elsewhere') done(undefined);
      if (message.kind === 'failed') {
        if (message.problem.code === 'guest-timeout') fail(new HostError(message.problem));
        else next(() => fail(new HostError(message.problem)));
      }
      if (message.kind === 'want') onWant();
      if (message.kind === 'output') next(() => print(socket, message.stream, bytes, streams, onFailure));
    };
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const frame of frames.take(chunk)) receive(frame);
      } catch (error) {
        fail(error as Error);
      }
    });
    socket.on('close', () => next(() => fail(new Error('it closed the connection'))));
  });
}

const hostEnded = (reason: string): HostError =>
  new HostError({
    code: 'guest-stopped',
    message: 'the resident host ended while the component ran',
    causes: [reason],
    help: 'Run it again: a new one starts automatically. WIT_STUDIO_RESIDENT=0 runs without a resident host.',
  });

/** Has the host prepare for the next call of a command line; it is started where none listens. */
export async function prepareInResident(address: string, command: ResidentCommand): Promise<void> {
  if (!(await hasResident(address))) await startResident(address);
  for (let tries = 0; tries < TRIES; tries++) {
    const socket = await openSocket(address);
    if (socket) return void socket.end(encode({ kind: 'prepare', ...command }));
    await wait(TRY_MS, undefined, { ref: false });
  }
}

/** Ends the host that listens at the address, with all that it runs. */
export async function stopResident(address: string): Promise<boolean> {
  const socket = await openSocket(address);
  if (!socket) return false;
  socket.end(encode({ kind: 'stop' }));
  await new Promise((gone) => socket.resume().once('close', gone));
  return true;
}

/** Whether one listens. */
export async function hasResident(address: string): Promise<boolean> {
  const socket = await openSocket(address);
  socket?.destroy();
  return socket !== undefined;
}

/** Starts a host that outlives this process. It ends after a time without use. */
export async function startResident(address: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const file = fileURLToPath(program('resident'));
  spawn(process.execPath, [file, address], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
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

/** Tells the host of what is written, which sends more then. */
function print(
  socket: Socket,
  stream: StreamName,
  bytes: Uint8Array,
  streams: Streams,
  onFailure: (error: NodeJS.ErrnoException) => void,
): void | Promise<void> {
  const reply = (failure?: string): void =>
    void socket.write(encode({ kind: 'written', stream, ...(failure !== undefined && { failure }) }));
  const failed = (error: unknown): void => {
    onFailure(error as NodeJS.ErrnoException);
    reply((error as NodeJS.ErrnoException).code ?? 'EIO');
  };
  try {
    const printed = streams.write(stream, bytes);
    if (printed) return printed.then(() => reply(), failed);
    reply();
  } catch (error) {
    failed(error);
  }
}
