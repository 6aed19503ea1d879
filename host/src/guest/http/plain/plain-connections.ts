import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Client } from '../client.ts';
import { PlainConnection, type PlainServer } from './plain-connection.ts';
import { STALL_MS } from '../respond.ts';
import type { Connections } from '../connections.ts';
import { nowMs } from '../../../node/now.ts';

type ConnectionListener = (this: Server, socket: Socket) => void;

/** How often connections are looked at, in milliseconds. */
const LOOK_MS = 1_000;

/** The connections of a server whose requests are read here: all of them, until something comes that Node.js is to read. */
export class PlainConnections {
  readonly #open = new Set<PlainConnection>();
  readonly #server: PlainServer;

  /** Takes the connections of `server` in its place. */
  constructor(server: Server, connections: Connections, respond: PlainServer['respond']) {
    const listeners = server.listeners('connection') as ConnectionListener[];
    server.removeAllListeners('connection');
    this.#server = {
      respond,
      otherwise: (socket) => listeners.forEach((read) => read.call(server, socket)),
      opened: (socket, response, client) => connections.add(socket, response, leaving(response, client)),
      isEnding: () => connections.areEnding,
      patience: { firstMs: server.headersTimeout, nextMs: server.keepAliveTimeout, stallMs: STALL_MS },
    };
    const watch = setInterval(() => this.#look(), LOOK_MS).unref();
    server.on('close', () => clearInterval(watch));
  }

  add(socket: Socket): PlainConnection {
    const remove = (): void => void this.#open.delete(connection);
    const otherwise = (other: Socket): void => {
      remove();
      this.#server.otherwise(other);
    };
    const connection = new PlainConnection(socket, { ...this.#server, otherwise });
    this.#open.add(connection);
    socket.once('close', remove);
    return connection;
  }

  #look(): void {
    const now = nowMs();
    for (const one of this.#open) one.look(now);
  }
}

const leaving = (response: ServerResponse, client: Client) => (): void => {
  if (!response.writableFinished) client.leave();
};
