/** UDP sockets on the first thread of a guest's process. */
import dgram from 'node:dgram';
import type { MessagePort } from 'node:worker_threads';
import { hostOf, type Address, type Family } from '../../wasi/sockets/addresses.ts';
import { codeOf } from '../../wasi/sockets/errors.ts';
import type { Buffer } from '../../wasi/sockets/real.ts';
import { handleMessages, bufferSize, postTo, triedBufferSize, type Post, type Wake } from './real-socket.ts';
import { MOST_WAITING, weightOf, type Command, type SocketRequest, type Reply } from './socket-port.ts';

/** Ports that another process takes first. */
const MOST_ATTEMPTS = 8;

type Send = Extract<SocketRequest, { request: 'send' }>['datagrams'];

export function openUdp(family: Family, port: MessagePort, wake: Wake): void {
  const post = postTo(port, wake);
  const socket = new RealSocket(family, post);
  handleMessages(
    port,
    post,
    (message) => socket.handle(message),
    (command) => socket.execute(command),
  );
  port.on('close', () => socket.close());
}

class RealSocket {
  readonly #socket: dgram.Socket;
  readonly #family: Family;
  readonly #post: Post;
  readonly #unbound = new UnboundOptions();
  #isBound = false;
  #remote: Address | undefined;
  #isClosed = false;
  /** Bytes of datagrams that the guest has not taken. */
  #waiting = 0;

  constructor(family: Family, post: Post) {
    this.#family = family;
    this.#post = post;
    this.#socket = openSocket(family);
    this.#socket.on('message', (data, { address, port }) => {
      const datagram = { data: new Uint8Array(data), remote: { host: hostOf(address), port } };
      if (this.#waiting + weightOf(datagram) > MOST_WAITING.bytes) return;
      this.#waiting += weightOf(datagram);
      post({ event: 'datagram', datagram });
    });
  }

  async handle(message: SocketRequest): Promise<Reply> {
    if (message.request === 'bind') return this.#bind(message.address);
    if (message.request === 'connect-datagrams') return this.#connect(message.remote);
    if (message.request === 'send') return send(this.#socket, message.datagrams);
    if (message.request === 'buffer-size') return this.#bufferSize(message.buffer, message.bytes);
    if (message.request === 'close') this.close();
    return { done: true };
  }

  async #bind(address: Address): Promise<Reply> {
    await bindTo(this.#socket, address, this.#family);
    this.#isBound = true;
    this.#socket.on('error', (error) => this.#post({ event: 'failed', code: codeOf(error) }));
    this.#unbound.apply(this.#socket);
    return { address: addressOf(this.#socket) };
  }

  /** @param remote undefined: datagrams go to any address again. If it fails, the socket stays as it was. */
  async #connect(remote: Address | undefined): Promise<Reply> {
    const before = this.#remote;
    if (before) this.#socket.disconnect();
    this.#remote = undefined;
    try {
      if (remote) await connect(this.#socket, remote);
    } catch (error) {
      // The system would have kept the connection that Node.js makes the socket give up first.
      if (before) await this.#connect(before);
      throw error;
    }
    this.#remote = remote;
    return { address: addressOf(this.#socket) };
  }

  async #bufferSize(buffer: Buffer, bytes: number | undefined): Promise<Reply> {
    if (this.#isBound) return { count: bufferSize(this.#socket, buffer, bytes) };
    return { count: await this.#unbound.size(buffer, bytes) };
  }

  execute(command: Command): void {
    if (command.command === 'took') this.#waiting -= command.count;
    if (command.command !== 'hop-limit') return;
    if (this.#isBound) this.#socket.setTTL(command.value);
    else this.#unbound.hopLimit = command.value;
  }

  close(): void {
    if (!this.#isClosed) this.#socket.close();
    this.#isClosed = true;
  }
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
