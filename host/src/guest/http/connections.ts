/** The open connections of a server, and its response to a request that Node.js cannot parse: a status and a sentence, after the earlier responses of the connection. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { http } from '../../node/http.ts';

/** The error of Node.js' parser. */
export interface ParseError extends Error {
  readonly code?: string;
  readonly reason?: string;
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** The status for an invalid request; 501 for a method that other servers may support. */
function statusOf(error: ParseError): number {
  const isMethod = error.code === 'HPE_INVALID_METHOD' || /^Invalid method/.test(error.reason ?? '');
  return isMethod && startsWithMethod(error) ? 501 : (STATUSES[error.code ?? ''] ?? 400);
}

function startsWithMethod({ rawPacket, bytesParsed = 0 }: ParseError): boolean {
  const text = rawPacket?.toString('latin1') ?? '';
  const line = text.slice(bytesParsed > 0 ? text.lastIndexOf('\n', bytesParsed - 1) + 1 : 0);
  return /^[!#$%&'*+\-.^_`|~\dA-Za-z]+ /.test(line);
}

const sentenceOf = (status: number): string =>
  status === 501
    ? 'The HTTP parser of Node.js, through which requests come here, does not know this method.\n'
    : '';

interface Busy {
  readonly isBusy: boolean;
}

/** Open connections and their pending responses. */
export class Connections {
  readonly #open = new WeakMap<Duplex, Set<ServerResponse>>();
  /** All open ones; for one whose requests are parsed here, the parser, which knows whether it has a request. */
  readonly #sockets = new Map<Socket, Busy | undefined>();
  readonly #responses = new Set<ServerResponse>();
  #areEnding = false;

  opened(socket: Socket, plain?: Busy): void {
    this.#sockets.set(socket, plain);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** @param closed called when the response is complete, or its connection is closed */
  add(socket: Duplex, response: ServerResponse, closed: () => void): void {
    let responses = this.#open.get(socket);
    if (!responses) this.#open.set(socket, (responses = new Set()));
    responses.add(response);
    this.#responses.add(response);
    response.on('close', () => {
      closed();
      responses.delete(response);
      this.#responses.delete(response);
      if (this.#areEnding) this.#endFree();
    });
  }

  /** Ends each connection now, or when its pending responses are complete; their heads announce it where possible. */
  end(): void {
    this.#areEnding = true;
    for (const response of this.#responses) response.shouldKeepAlive = false;
    this.#endFree();
  }

  get areEnding(): boolean {
    return this.#areEnding;
  }

  #endFree(): void {
    for (const [socket, plain] of this.#sockets)
      if (!plain?.isBusy && !this.#open.get(socket)?.size) socket.destroySoon();
  }

  /** Ends all connections at once. */
  cut(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  /** Calls `then` when the pending responses of the connection are complete. */
  whenFree(socket: Duplex, then: () => void): void {
    const [first] = this.#open.get(socket) ?? [];
    if (first) first.once('close', () => this.whenFree(socket, then));
    else then();
  }

  /** Ends a connection whose next request, or the body of the current one, is invalid. */
  refuse(socket: Duplex, error: ParseError): void {
    const [first] = this.#open.get(socket) ?? [];
    if (first?.req.complete) return void first.once('close', () => this.refuse(socket, error));
    if (first?.headersSent || !socket.writable) return void socket.destroy();
    socket.end(refusal(statusOf(error)), () => socket.destroy());
  }
}

function refusal(status: number): string {
  const sentence = sentenceOf(status);
  const head = [
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`,
    'connection: close',
    ...(sentence ? ['content-type: text/plain; charset=utf-8'] : []),
    `content-length: ${sentence.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${sentence}`;
}
