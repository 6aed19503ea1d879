/** The common part of TCP and UDP sockets on the main thread of a guest's process. */
import dgram from 'node:dgram';
import { platform } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { codeOf } from '../../wasi/sockets/errors.ts';
import type { Buffer } from '../../wasi/sockets/real.ts';
import type { FromGuest, FromReal, Command, SocketRequest, Reply } from './socket-port.ts';

/** Called after each message, to wake the guest's thread. */
export type Wake = () => void;

export type Post = (message: FromReal, transfer?: readonly MessagePort[]) => void;

export const postTo =
  (port: MessagePort, wake: Wake): Post =>
  (message, transfer = []) => {
    port.postMessage(message, transfer);
    wake();
  };

/** Replies to the messages of a guest, in command. An error thrown by `handle` is the result of a failed call. */
export function handleMessages(
  port: MessagePort,
  post: Post,
  handle: (message: SocketRequest) => Reply | Promise<Reply>,
  execute: (command: Command) => void,
): void {
  let last: Promise<unknown> = Promise.resolve();
  const reply = async (message: SocketRequest): Promise<void> => {
    try {
      post({ reply: await handle(message) });
    } catch (error) {
      post({ reply: { failed: codeOf(error) } });
    }
  };
  port.on('message', (message: FromGuest) => {
    if ('request' in message) last = last.then(() => reply(message));
    else execute(message);
  });
}

/** Linux doubles the size that is set, and returns the double. */
const share = platform() === 'linux' ? 2 : 1;

/** Sets the size of a buffer, unless there is no `bytes`, and returns the effective size. */
export function bufferSize(socket: dgram.Socket, buffer: Buffer, bytes?: number): number {
  const isReceive = buffer === 'receive';
  if (bytes !== undefined) {
    if (isReceive) socket.setRecvBufferSize(bytes);
    else socket.setSendBufferSize(bytes);
  }
  return (isReceive ? socket.getRecvBufferSize() : socket.getSendBufferSize()) / share;
}

/** The effective size of a buffer, measured on a separate socket. */
export async function triedBufferSize(buffer: Buffer, bytes?: number): Promise<number> {
  const socket = dgram.createSocket('udp4');
  try {
    await new Promise<void>((done, fail) => socket.once('error', fail).bind(0, '127.0.0.1', done));
    return bufferSize(socket, buffer, bytes);
  } finally {
    socket.close();
  }
}
