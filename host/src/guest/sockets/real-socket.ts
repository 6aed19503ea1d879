/** The common part of TCP and UDP sockets on the main thread of a guest's process. */
import dgram from 'node:dgram';
import { platform } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { codeOf } from '../../wasi/sockets/errors.ts';
import type { Buffer } from '../../wasi/sockets/real.ts';
import type { FromGuest, FromReal, Command, Question, Reply } from './socket-port.ts';

/** Called after each message, to wake the guest's thread. */
export type Wake = () => void;

export type Post = (message: FromReal, transfer?: readonly MessagePort[]) => void;

export const postTo =
  (port: MessagePort, wake: Wake): Post =>
  (message, transfer = []) => {
    port.postMessage(message, transfer);
    wake();
  };

/** Replies to the messages of a guest, in order. An error thrown by `answer` is the result of a failed call. */
export function attend(
  port: MessagePort,
  post: Post,
  answer: (question: Question) => Reply | Promise<Reply>,
  obey: (order: Command) => void,
): void {
  let last: Promise<unknown> = Promise.resolve();
  const reply = async (question: Question): Promise<void> => {
    try {
      post({ reply: await answer(question) });
    } catch (error) {
      post({ reply: { failed: codeOf(error) } });
    }
  };
  port.on('message', (message: FromGuest) => {
    if ('ask' in message) last = last.then(() => reply(message));
    else obey(message);
  });
}

/** Linux has twice the size that it was given, and says so. */
const share = platform() === 'linux' ? 2 : 1;

/** Sets the size of a buffer, unless there is no `bytes`, and reads what the system made of it. */
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
