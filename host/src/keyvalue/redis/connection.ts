import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { LIMITS } from '../../wasi/keyvalue/limits.ts';
import type { RedisAddress } from './address.ts';
import { encodeCommand, RedisError, ReplyReader, type Reply } from './resp.ts';

/** The connection ended, or could not be made. Pending commands may have been executed or not. */
export class ConnectionError extends Error {}

/** How long a server may be silent, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  readonly replyMs: number;
}

const PATIENCE: Patience = { connectMs: 5000, replyMs: 10_000 };

/** Values of one call, with lengths around each of its keys. */
const REPLY_BYTES = LIMITS.batchBytes + 32 * LIMITS.batchKeys;

interface Waiting {
  readonly done: (reply: Exclude<Reply, RedisError>) => void;
  readonly fail: (error: Error) => void;
}

/** A connection to a server, whose replies come in the order of commands. */
export class Connection {
  readonly #socket: Socket;
  readonly #waiting: Waiting[] = [];
  #ended: ConnectionError | undefined;

  private constructor(socket: Socket, replyMs: number) {
    this.#socket = socket;
    const reader = new ReplyReader(REPLY_BYTES, (reply) => this.#receive(reply));
    socket.setTimeout(replyMs, () => {
      if (this.#waiting.length > 0) this.#end(`it did not answer within ${replyMs / 1000} s`);
    });
    socket.on('error', (error) => this.#end(reasonOf(error)));
    socket.on('close', () => this.#end('it was closed by the server'));
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch (error) {
        this.#end((error as Error).message);
      }
    });
  }

  /**
   * Connects, and authenticates.
   * @throws ConnectionError, or RedisError when the server refuses
   */
  static async open(address: RedisAddress, { connectMs, replyMs }: Patience = PATIENCE): Promise<Connection> {
    const connection = new Connection(await connected(address, connectMs), replyMs);
    try {
      await connection.#introduce(address);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  /** @throws RedisError if that is the server's reply, ConnectionError when there is none */
  ask(...words: (string | Uint8Array)[]): Promise<Exclude<Reply, RedisError>> {
    return new Promise((done, fail) => {
      if (this.#ended) throw this.#ended;
      this.#waiting.push({ done, fail });
      this.#socket.write(encodeCommand(words));
    });
  }

  close(): void {
    this.#end('it was closed');
  }

  async #introduce({ user, password, database }: RedisAddress): Promise<void> {
    const credentials = user === '' ? [password] : [user, password];
    if (user !== '' || password !== '') await this.ask('AUTH', ...credentials);
    await this.ask('SELECT', String(database));
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.shift();
    if (!waiting) this.#end('it answered what nobody had asked');
    else if (reply instanceof RedisError) waiting.fail(reply);
    else waiting.done(reply);
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = new ConnectionError(reason);
    this.#socket.destroy();
    for (const { fail } of this.#waiting.splice(0)) fail(this.#ended);
  }
}

/** @throws ConnectionError */
function connected({ host, port, tls }: RedisAddress, connectMs: number): Promise<Socket> {
  return new Promise((done, fail) => {
    // A name of a host is sent, so that the server can choose its certificate; an address must not be.
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = tls ? connectTls({ host, port, ...name }) : connectTcp({ host, port });
    const stop = (reason: string): void => {
      clearTimeout(timer);
      socket.destroy();
      fail(new ConnectionError(reason));
    };
    const timer = setTimeout(() => stop(`no connection within ${connectMs / 1000} s`), connectMs);
    socket.once('error', (error) => stop(reasonOf(error)));
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error').setNoDelay();
      done(socket);
    });
  });
}

/** Where several addresses were tried, Node's own text is empty. */
const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.message === '' ? (error.code ?? 'an unknown error') : error.message;
