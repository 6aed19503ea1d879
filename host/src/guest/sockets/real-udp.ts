/** UDP sockets on the first thread of a guest's process. */
import dgram from 'node:dgram';
import type { MessagePort } from 'node:worker_threads';
import { hostOf, type Address, type Family } from '../../wasi/sockets/addresses.ts';
import { codeOf } from '../../wasi/sockets/errors.ts';
import type { Buffer } from '../../wasi/sockets/real.ts';
import { handleMessages, bufferSize, postTo, triedBufferSize, type Wake } from './real-socket.ts';
import { MOST_WAITING, weightOf, type SocketRequest, type Reply } from './socket-port.ts';

/** Ports that another process takes first. */
const MOST_ATTEMPTS = 8;

type Send = Extract<SocketRequest, { request: 'send' }>['datagrams'];

export function openUdp(family: Family, port: MessagePort, wake: Wake): void {
  const post = postTo(port, wake);
  const socket = openSocket(family);
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
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) socket.close();
    isClosed = true;
  };
  const handleRequest = async (message: SocketRequest): Promise<Reply> => {
    if (message.request === 'bind') {
      await bindTo(socket, message.address, family);
      isBound = true;
      socket.on('error', (error) => post({ event: 'failed', code: codeOf(error) }));
      unbound.apply(socket);
      return { address: addressOf(socket) };
    }
    if (message.request === 'connect-datagrams') {
      if (isConnected) socket.disconnect();
      isConnected = message.remote !== undefined;
      if (message.remote) await connect(socket, message.remote);
      return { address: addressOf(socket) };
    }
    if (message.request === 'close') close();
    if (message.request === 'send') return send(socket, message.datagrams);
    if (message.request !== 'buffer-size') return { done: true };
    const { buffer, bytes } = message;
    return { count: isBound ? bufferSize(socket, buffer, bytes) : await unbound.size(buffer, bytes) };
  };
  handleMessages(port, post, handleRequest, (command) => {
    if (command.command === 'took') waiting -= command.count;
    if (command.command === 'hop-limit') {
      if (isBound) socket.setTTL(command.value);
      else unbound.hopLimit = command.value;
    }
  });
  port.on('close', close);
}

const openSocket = (family: Family): dgram.Socket =>
  dgram.createSocket({ type: `udp${family}`, ipv6Only: family === 6 });

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

/**
 * A port that the system chooses is bound by its number: Linux takes a port back from a socket that was bound to none
 * in particular and is disconnected, as Node disconnects it before it is connected again.
 */
async function bindTo(socket: dgram.Socket, address: Address, family: Family): Promise<void> {
  if (address.port !== 0) return bindToPort(socket, address);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(address.host, family);
    try {
      return await bindToPort(socket, { host: address.host, port });
    } catch (error) {
      // Another process took the port in between.
      if (codeOf(error) !== 'address-in-use' || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function freePort(host: string, family: Family): Promise<number> {
  const socket = openSocket(family);
  try {
    await bindToPort(socket, { host, port: 0 });
    return socket.address().port;
  } finally {
    socket.close();
  }
}

function bindToPort(socket: dgram.Socket, { host: address, port }: Address): Promise<void> {
  return new Promise((done, fail) => {
    const leave = (): void => void socket.off('error', failed).off('listening', bound);
    const failed = (error: Error): void => (leave(), fail(error));
    const bound = (): void => (leave(), done());
    socket.on('error', failed).on('listening', bound);
    socket.bind({ address, port, exclusive: true });
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
