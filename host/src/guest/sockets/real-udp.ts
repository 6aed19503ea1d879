/** UDP sockets on the first thread of a guest's process. */
import dgram from 'node:dgram';
import type { MessagePort } from 'node:worker_threads';
import { hostOf, type Address, type Family } from '../../wasi/sockets/addresses.ts';
import { codeOf } from '../../wasi/sockets/errors.ts';
import type { Buffer } from '../../wasi/sockets/real.ts';
import { attend, bufferSize, postTo, triedBufferSize, type Wake } from './real-socket.ts';
import { MOST_WAITING, weightOf, type Question, type Reply } from './socket-port.ts';

type Send = Extract<Question, { ask: 'send' }>['datagrams'];

export function openUdp(family: Family, port: MessagePort, wake: Wake): void {
  const post = postTo(port, wake);
  const socket = dgram.createSocket({ type: `udp${family}`, ipv6Only: family === 6 });
  const unbound = new UnboundOptions();
  let isBound = false;
  let isConnected = false;
  let waiting = 0;
  socket.on('message', (data, { address, port: from }) => {
    const datagram = { data: new Uint8Array(data), remote: { host: hostOf(address), port: from } };
    if (waiting + weightOf(datagram) > MOST_WAITING.bytes) return;
    waiting += weightOf(datagram);
    post({ event: 'datagram', datagram });
  });
  const answer = async (question: Question): Promise<Reply> => {
    if (question.ask === 'bind') {
      await bindTo(socket, question.address);
      isBound = true;
      socket.on('error', (error) => post({ event: 'failed', code: codeOf(error) }));
      unbound.apply(socket);
      return { address: addressOf(socket) };
    }
    if (question.ask === 'connect-datagrams') {
      if (isConnected) socket.disconnect();
      isConnected = question.remote !== undefined;
      if (question.remote) await connect(socket, question.remote);
      return { address: addressOf(socket) };
    }
    if (question.ask === 'send') return send(socket, question.datagrams);
    if (question.ask !== 'buffer-size') return { done: true };
    const { buffer, bytes } = question;
    return { count: isBound ? bufferSize(socket, buffer, bytes) : await unbound.size(buffer, bytes) };
  };
  attend(port, post, answer, (order) => {
    if (order.command === 'took') waiting -= order.count;
    if (order.command === 'hop-limit') {
      if (isBound) socket.setTTL(order.value);
      else unbound.hopLimit = order.value;
    }
  });
  port.on('close', () => socket.close());
}

/** Options that are set before the system has the socket. */
class UnboundOptions {
  hopLimit: number | undefined;
  readonly #sizes = new Map<Buffer, number>();

  async size(buffer: Buffer, bytes = this.#sizes.get(buffer)): Promise<number> {
    if (bytes !== undefined) this.#sizes.set(buffer, bytes);
    return triedBufferSize(buffer, bytes);
  }

  apply(socket: dgram.Socket): void {
    if (this.hopLimit !== undefined) socket.setTTL(this.hopLimit);
    for (const [buffer, bytes] of this.#sizes) bufferSize(socket, buffer, bytes);
  }
}

function bindTo(socket: dgram.Socket, { host: address, port }: Address): Promise<void> {
  return new Promise((done, fail) => {
    socket.once('error', fail);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', fail);
      done();
    });
  });
}

function connect(socket: dgram.Socket, { host, port }: Address): Promise<void> {
  return new Promise((done, fail) =>
    socket.connect(port, host, ((error?: Error) => (error ? fail(error) : done())) as () => void),
  );
}

function addressOf(socket: dgram.Socket): Address {
  const { address, port } = socket.address();
  return { host: hostOf(address), port };
}

/** Sends one after the other, up to the first that cannot be sent. */
async function send(socket: dgram.Socket, datagrams: Send): Promise<Reply> {
  for (const [count, { data, remote }] of datagrams.entries()) {
    const failure = await new Promise<Error | null | undefined>((sent) => {
      if (remote) socket.send(data, remote.port, remote.host, sent);
      else socket.send(data, sent);
    });
    if (failure && count > 0) return { count };
    if (failure) throw failure;
  }
  return { count: datagrams.length };
}
