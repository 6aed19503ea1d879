import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { http } from '../../../node/http.ts';
import type { TextField } from '../../../wasi/http/fields.ts';
import type { RequestHead } from '../../../wasi/http/messages.ts';
import { Client } from '../client.ts';
import { PlainReply } from './plain-reply.ts';
import { readPlainRequest } from './plain-request.ts';
import type { Reply } from '../respond.ts';
import { nowMs } from '../../../node/now.ts';

/** How long a connection stays open without a request, and without its client taking anything, in milliseconds. */
export interface Patience {
  readonly firstMs: number;
  readonly nextMs: number;
  readonly stallMs: number;
}

export interface PlainServer {
  /** Resolves when the response is complete. */
  readonly respond: (head: RequestHead, reply: Reply, client: Client) => Promise<void>;
  /** Gets the connection when something else than plain requests comes, with these bytes to be read. */
  readonly otherwise: (socket: Socket) => void;
  /** Called for a response that takes longer than its turn. */
  readonly opened: (socket: Socket, response: ServerResponse, client: Client) => void;
  /** Whether connections end after their next response. */
  readonly isEnding: () => boolean;
  readonly patience: Patience;
}

/**
 * A connection whose plain requests are parsed here, one after the other. From the first other request on, Node.js
 * handles the connection.
 */
export class PlainConnection {
  readonly #socket: Socket;
  readonly #server: PlainServer;
  /** The client of the current request. */
  #client: Client | undefined;
  /** The bytes after it. */
  readonly #early: Buffer[] = [];
  #responses = 0;
  /** The time of the last progress, as `nowMs`, and the bytes that the client had not taken by then. */
  #quiet = { since: nowMs(), unsent: 0 };

  constructor(socket: Socket, server: PlainServer) {
    this.#socket = socket;
    this.#server = server;
    socket.on('data', this.#data).on('end', this.#end).on('close', this.#close).on('error', ignore);
  }

  /** Whether it is handling a request. */
  get isBusy(): boolean {
    return this.#client !== undefined;
  }

  /** Ends the connection when nothing has happened on it for too long. */
  look(now: number): void {
    const unsent = this.#socket.writableLength;
    const { firstMs, nextMs, stallMs } = this.#server.patience;
    // Until its response is complete, the limits of that response apply.
    if (this.#client || unsent !== this.#quiet.unsent) this.#quiet = { since: now, unsent };
    const patience = unsent > 0 ? stallMs : this.#responses > 0 ? nextMs : firstMs;
    if (now - this.#quiet.since > patience) this.#socket.destroy();
  }

  readonly #data = (bytes: Buffer): void => {
    if (this.#client) {
      this.#early.push(bytes);
      this.#socket.pause();
      return;
    }
    const head = readPlainRequest(bytes);
    if (head) this.#begin(head);
    else this.#leaveTo(bytes);
  };

  #begin(head: RequestHead): void {
    const client = new Client();
    this.#client = client;
    const reply = new PlainReply({
      write: (text) => {
        this.#socket.write(text, 'latin1');
        this.#done();
      },
      open: () => this.#open(head, client),
      connection: () => this.#fields(),
    });
    this.#server.respond(head, reply, client).catch((error: unknown) => this.#socket.destroy(error as Error));
  }

  #fields(): readonly TextField[] {
    if (this.#server.isEnding()) return [['Connection', 'close']];
    const seconds = Math.floor(this.#server.patience.nextMs / 1000);
    return [
      ['Connection', 'keep-alive'],
      ['Keep-Alive', `timeout=${seconds}`],
    ];
  }

  #open({ method }: RequestHead, client: Client): ServerResponse {
    const request = new http.IncomingMessage(this.#socket);
    Object.assign(request, { method, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 });
    request.complete = true;
    const response = new http.ServerResponse(request);
    response.shouldKeepAlive = !this.#server.isEnding();
    // As the server of Node.js does it, for the field of this name.
    Object.assign(response, { _keepAliveTimeout: this.#server.patience.nextMs });
    response.assignSocket(this.#socket);
    this.#server.opened(this.#socket, response, client);
    response.on('finish', () => {
      response.detachSocket(this.#socket);
      response.emit('close');
      if (response.shouldKeepAlive) this.#done();
      else this.#socket.destroySoon();
    });
    return response;
  }

  /** The response is written: the next request may be parsed, unless the client takes nothing. */
  #done(): void {
    this.#client = undefined;
    this.#responses++;
    this.#quiet = { since: nowMs(), unsent: this.#socket.writableLength };
    if (this.#server.isEnding()) return this.#socket.destroySoon();
    if (this.#socket.writableNeedDrain) {
      this.#socket.pause();
      this.#socket.once('drain', this.#next);
    } else if (this.#early.length > 0) this.#next();
  }

  readonly #next = (): void => {
    this.#socket.resume();
    if (this.#early.length > 0) this.#data(Buffer.concat(this.#early.splice(0)));
  };

  #leaveTo(bytes: Buffer): void {
    const socket = this.#socket;
    socket.off('data', this.#data).off('end', this.#end).off('close', this.#close);
    socket.pause();
    socket.unshift(bytes);
    this.#server.otherwise(socket);
    socket.resume();
  }

  /** As in Node.js: the end of the client's side ends the connection. */
  readonly #end = (): void => void this.#socket.end();

  readonly #close = (): void => this.#client?.leave();
}

const ignore = (): void => {};
