import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { problemOf } from '../problem.ts';
import { type IdleGuests } from '../run/idle-guests.ts';
import { run, type RunContext } from '../run/run.ts';
import {
  decode,
  encode,
  type FromResident,
  type ResidentCommand,
  type ResidentRun,
  type ToResident,
} from './frames.ts';

/** Reads a command line; undefined for one that the command itself has to handle. */
export type ReadCommand = (command: ResidentCommand) => ResidentRun | undefined;

/**
 * Serves the requests of one connection; closing it cancels its run.
 * @param read reads command lines
 * @param stop called when a client requests it
 */
export async function serveConnection(
  socket: Socket,
  idle: IdleGuests,
  read: ReadCommand,
  stop: () => void,
): Promise<void> {
  const cancel = new AbortController();
  socket.once('close', () => cancel.abort(new Error('cancelled')));
  // Its `close` follows.
  socket.on('error', () => {});
  const closed = new Set<string>();
  const stdin = new Readable({ read: () => void send({ kind: 'want' }) });
  const send = (message: FromResident, bytes?: Uint8Array): Promise<void> =>
    new Promise((done, fail) =>
      socket.write(encode(message, bytes), (error) => (error ? fail(error) : done())),
    );
  const output: RunContext['output'] = async (stream, bytes) => {
    if (closed.has(stream)) throw new Error('nobody reads');
    await send({ kind: 'output', stream }, bytes);
  };
  for await (const { message, bytes } of decode<ToResident>(socket)) {
    if (message.kind === 'stop') return stop();
    if (message.kind === 'closed') closed.add(message.stream);
    if (message.kind === 'input') stdin.push(bytes.length > 0 ? bytes : null);
    if (message.kind !== 'run' && message.kind !== 'command') continue;
    const requested = message.kind === 'run' ? message : read(message);
    if (!requested) return void send({ kind: 'elsewhere' }).finally(() => socket.end());
    const { params, storage, project } = requested;
    const context = { signal: cancel.signal, storage, project, output, idle, stdin };
    void run(params, context)
      .then(
        (result) => send({ kind: 'done', result }),
        (error: unknown) => send({ kind: 'failed', problem: problemOf(error) }),
      )
      .catch(() => {})
      .finally(() => socket.end());
  }
}
