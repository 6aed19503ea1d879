import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { problemOf } from '../base/problem.ts';
import type { RunResult } from '../protocol.ts';
import type { IdleGuests } from '../run/idle-guests.ts';
import type { PreparedServer } from '../run/prepared-server.ts';
import { run } from '../run/run.ts';
import type { RunContext } from '../run/context.ts';
import {
  decode,
  encode,
  type FromResident,
  type ResidentCommand,
  type ResidentRun,
  type ToResident,
} from './frames.ts';
import { PrintedOutput } from './printed-output.ts';

/** The work of one command line in the resident host, for the process that connected. */
export interface ResidentTask {
  run(context: ResidentContext): Promise<RunResult>;
  /** Prepares what `run` needs, behind the call. */
  prepare?(held: Held): void;
}

/** Processes that wait for the next call. */
export interface Held {
  readonly idle: IdleGuests;
  readonly prepared: PreparedServer;
}

export interface ResidentContext extends Held, Required<Pick<RunContext, 'signal' | 'output' | 'stdin'>> {
  /** Resolves at the next interrupt of the command. */
  readonly interrupted: () => Promise<undefined>;
}

/** Reads a command line; undefined for one that the command itself has to handle. */
export type ReadCommand = (command: ResidentCommand) => ResidentTask | undefined;

/**
 * Serves the requests of one connection; closing it cancels its run.
 * @param read reads command lines
 * @param stop called when a client requests it
 */
export async function serveConnection(
  socket: Socket,
  held: Held,
  read: ReadCommand,
  stop: () => void,
): Promise<void> {
  const cancel = new AbortController();
  socket.once('close', () => {
    cancel.abort(new Error('cancelled'));
    output.end();
  });
  // Its `close` follows.
  socket.on('error', () => {});
  const interrupts = new EventEmitter();
  const stdin = new Readable({ read: () => void send({ kind: 'want' }) });
  const send = (message: FromResident, bytes?: Uint8Array): Promise<void> =>
    new Promise((done, fail) =>
      socket.write(encode(message, bytes), (error) => (error ? fail(error) : done())),
    );
  const output = new PrintedOutput(send);
  for await (const { message, bytes } of decode<ToResident>(socket)) {
    if (message.kind === 'stop') return stop();
    if (message.kind === 'written') output.written(message);
    if (message.kind === 'input') stdin.push(bytes.length > 0 ? bytes : null);
    if (message.kind === 'interrupt') interrupts.emit('interrupt');
    if (message.kind === 'prepare') read(message)?.prepare?.(held);
    if (message.kind !== 'run' && message.kind !== 'command') continue;
    const task = message.kind === 'run' ? runOf(message) : read(message);
    if (!task) return void send({ kind: 'elsewhere' }).finally(() => socket.end());
    const interrupted = () => once(interrupts, 'interrupt').then(() => undefined);
    void task
      .run({ ...held, signal: cancel.signal, output: output.write, stdin, interrupted })
      .then(
        (result) => send({ kind: 'done', result }),
        (error: unknown) => send({ kind: 'failed', problem: problemOf(error) }),
      )
      .catch(() => {})
      .finally(() => socket.end());
  }
}

/** A run of a component that was built. */
export const runOf = ({ params, storage, project }: ResidentRun): ResidentTask => ({
  run: (context) => run(params, { ...context, storage, project }),
});
