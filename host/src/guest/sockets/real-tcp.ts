/** TCP sockets on the first thread of a guest's process, where no guest can hold them up. */
import net from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { getSystemErrorName } from 'node:util';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { hostOf, type Address } from '../../wasi/sockets/addresses.ts';
import { codeOf, describe } from '../../wasi/sockets/errors.ts';
import { Feed } from '../streams/feed.ts';
import { giveRoom } from '../streams/flow.ts';
import { closeFlow, newFlow } from '../http/outgoing/exchange-port.ts';
import { handleMessages, postTo, triedBufferSize, type Post, type Wake } from './real-socket.ts';
import {
  MOST_WAITING,
  type Command,
  type PassedConnection,
  type SocketRequest,
  type Reply,
} from './socket-port.ts';
import { bind, localOf, newTcpHandle, reset, targetOf } from './tcp-handle.ts';

/** In which Node.js reads what the system has buffered of a connection. */
const MOST_TURNS = 16;

/** Makes a socket for a guest, which the port commands. */
export function openTcp(port: MessagePort, wake: Wake): void {
  const post = postTo(port, wake);
  const socket = new OpenedTcp(post, wake);
  handleMessages(
    port,
    post,
    (message) => socket.handle(message),
    (command) => socket.execute(command),
  );
  port.on('close', () => socket.abort());
}

/** A socket: a handle until it listens or connects. */
class OpenedTcp {
  readonly #post: Post;
  readonly #wake: Wake;
  readonly #handle = newTcpHandle();
  #server: net.Server | undefined;
  #connection: RealConnection | undefined;
  /** Connections that the guest has not accepted yet, oldest first. */
  readonly #waiting: RealConnection[] = [];
  #isClosed = false;

  constructor(post: Post, wake: Wake) {
    this.#post = post;
    this.#wake = wake;
  }

  async handle(message: SocketRequest): Promise<Reply> {
    if (message.request === 'bind') return { address: this.#bind(message.address) };
    if (message.request === 'listen')
      this.#server = await listen(this.#handle, message.backlog, (socket) => this.#accept(socket));
    if (message.request === 'close') await this.#close();
    if (message.request === 'reset') await this.#connection?.reset();
    if (message.request === 'refuse-input') await this.#connection?.refuseInput();
    return handleInAnyState(message);
  }

  execute(command: Command): void {
    if (command.command === 'took') this.#waiting.splice(0, command.count);
    else if (command.command === 'connect')
      this.#connection = connect(this.#handle, command.address, this.#post, this.#wake);
    else this.#connection?.execute(command);
  }

  /** Closes the socket of a guest that has ended. */
  abort(): void {
    this.#connection?.close();
    void this.#close();
  }

  #bind(address: Address): Address {
    const failed = bind(this.#handle, address);
    if (failed !== 0) throw Object.assign(new Error('bind'), { code: getSystemErrorName(failed) });
    return localOf(this.#handle);
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#server?.close();
    for (const connection of this.#waiting) connection.drop();
    if (!this.#server && !this.#connection) this.#handle.close();
    await this.#connection?.leave();
  }

  #accept(socket: net.Socket): void {
    if (this.#waiting.length >= MOST_WAITING.connections) return void socket.destroy();
    const { port1, port2 } = new MessageChannel();
    const post = postTo(port1, this.#wake);
    const accepted = new RealConnection(socket, post, this.#wake);
    this.#waiting.push(accepted);
    handleMessages(
      port1,
      post,
      (message) => accepted.handle(message),
      (command) => accepted.execute(command),
    );
    port1.on('close', () => accepted.close());
    const passed = accepted.pass();
    this.#post({ event: 'accepted', port: port2, connection: passed }, [port2, passed.input]);
  }
}

async function handleInAnyState(message: SocketRequest): Promise<Reply> {
  if (message.request === 'buffer-size')
    return { count: await triedBufferSize(message.buffer, message.bytes) };
  return { done: true };
}

function listen(handle: object, backlog: number, accept: (socket: net.Socket) => void): Promise<net.Server> {
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, accept);
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ _handle: handle }, backlog, () => {
      // A connection that cannot be accepted only fails for its client.
      server.off('error', fail).on('error', () => {});
      done(server);
    });
  });
}

function connect(handle: object, { host, port }: Address, post: Post, wake: Wake): RealConnection {
  const options = { handle, allowHalfOpen: true, manualStart: true };
  const socket = new net.Socket(options as net.SocketConstructorOpts);
  const connection = new RealConnection(socket, post, wake);
  const fail = (error: Error): void => post({ event: 'failed', code: codeOf(error) });
  const target = targetOf(host);
  if ('failed' in target) {
    post({ event: 'failed', code: target.failed });
    return connection;
  }
  socket.once('error', fail);
  socket.connect({ host: target.host, port }, () => {
    socket.off('error', fail);
    const passed = connection.pass();
    post({ event: 'connected', connection: passed }, [passed.input]);
  });
  return connection;
}

/** A connection, or one that is being made. */
class RealConnection {
  readonly #socket: net.Socket;
  readonly #post: Post;
  readonly #wake: Wake;
  readonly #flow = newFlow();
  #isBroken = false;
  #closeInput = (): void => {};

  constructor(socket: net.Socket, post: Post, wake: Wake) {
    this.#socket = socket;
    this.#post = post;
    this.#wake = wake;
    socket.on('error', () => {});
  }

  /** Starts to read. */
  pass(): PassedConnection {
    const socket = this.#socket;
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => this.#break(undefined));
    socket.on('end', () => this.#post({ event: 'ended' }));
    const reason = (error: Error): string => describe(codeOf(error));
    const input = new Feed(socket, this.#wake, { eager: true, reason });
    this.#closeInput = () => input.close();
    // An accepted connection is paused until the guest reads from it.
    socket.resume();
    return {
      local: localAddress(socket),
      remote: remoteAddress(socket),
      input: input.port,
      flow: this.#flow,
    };
  }

  async handle(message: SocketRequest): Promise<Reply> {
    if (message.request === 'reset') await this.reset();
    if (message.request === 'refuse-input') await this.refuseInput();
    if (message.request === 'close') await this.leave();
    return handleInAnyState(message);
  }

  execute(command: Command): void {
    const socket = this.#socket;
    if (command.command === 'write') this.#write(command.bytes);
    else if (command.command === 'end') socket.end();
    else if (command.command === 'keep-alive')
      socket.setKeepAlive(command.idle !== undefined, (command.idle ?? 0) * 1000);
  }

  /** As a system does once both ways are shut: bytes that come from now on reset the connection. */
  async refuseInput(): Promise<void> {
    const socket = this.#socket;
    this.#closeInput();
    let hasCome = true;
    const discard = (): void => void (hasCome = true);
    socket.on('data', discard).resume();
    // What had come before is read within a few turns, however much the peer goes on to send.
    for (let turn = 0; hasCome && turn < MOST_TURNS; turn++) {
      hasCome = false;
      await setImmediate();
    }
    socket.off('data', discard).on('data', () => this.drop());
  }

  #write(bytes: Uint8Array): void {
    this.#socket.write(bytes, (error) => {
      if (error) return this.#break(error);
      giveRoom(this.#flow, bytes.length);
      this.#wake();
    });
  }

  /** Ends the guest's output, once; later writes get the error, or a closed stream. */
  #break(error: Error | undefined): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
    // A failed read is for the input to report.
    if (syscall === 'write' && code !== 'EPIPE') this.#post({ event: 'broken', code: codeOf(error) });
    closeFlow(this.#flow);
    this.#wake();
  }

  /** Closes as a system does while bytes are unread: by a reset, behind the end. */
  async reset(): Promise<void> {
    await this.#end();
    reset(this.#socket);
  }

  /** Closes a connection that nobody reads: the other side is reset. */
  drop(): void {
    this.#closeInput();
    reset(this.#socket);
  }

  async leave(): Promise<void> {
    await this.#end();
    this.close();
  }

  async #end(): Promise<void> {
    const socket = this.#socket;
    // The end waits for what was written, and so for a peer that may never read it.
    if (socket.connecting || socket.writableLength > 0) return;
    await new Promise<void>((done) => socket.end(() => done()));
  }

  close(): void {
    this.#closeInput();
    this.#socket.destroy();
  }
}

const localAddress = ({ localAddress: host = '', localPort: port = 0 }: net.Socket): Address => ({
  host: hostOf(host),
  port,
});

const remoteAddress = ({ remoteAddress: host = '', remotePort: port = 0 }: net.Socket): Address => ({
  host: hostOf(host),
  port,
});
