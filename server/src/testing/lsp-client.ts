/** A client of LSP for tests: it sends a test's messages, valid or not, and stores those that it receives. */
import type { Readable, Writable } from 'node:stream';

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** An answer that is an error. */
export class LspError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor({ code, message, data }: NonNullable<Message['error']>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** A request that is on its way. */
export interface SentRequest {
  readonly id: number;
  /** @throws LspError */
  readonly answer: () => Promise<unknown>;
}

interface PendingRequest {
  readonly wanted: (message: Message) => boolean;
  readonly found: (message: Message) => void;
}

/** How long a busy machine may need for a response. */
const TIMEOUT_MS = 10_000;

export class LspClient {
  /** Everything that the server sent, in order. */
  readonly received: Message[] = [];
  readonly #toServer: Writable;
  readonly #waiting = new Set<PendingRequest>();
  #unread = Buffer.alloc(0);
  #requests = 0;

  constructor(toServer: Writable, fromServer: Readable) {
    this.#toServer = toServer;
    fromServer.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Sends text as one message. */
  sendText(text: string): void {
    const body = Buffer.from(text);
    this.#toServer.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#toServer.write(body);
  }

  send(message: Message): void {
    this.sendText(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  /** Sends a request without waiting. Its id is for cancellation. */
  start(method: string, params: unknown): SentRequest {
    const id = (this.#requests += 1);
    this.send({ id, method, params });
    return { id, answer: () => this.#answerOf(id) };
  }

  /** @throws LspError */
  request<Result = unknown>(method: string, params: unknown): Promise<Result> {
    return this.start(method, params).answer() as Promise<Result>;
  }

  /** The first message, of those that came and those to come, that is wanted. */
  message(wanted: (message: Message) => boolean, since = 0): Promise<Message> {
    const known = this.received.slice(since).find(wanted);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const all = this.received.map((one) => JSON.stringify(one)).join('\n');
        reject(new Error(`no message for ${wanted} in\n${all}`));
      }, TIMEOUT_MS);
      const waiting = {
        wanted,
        found: (message: Message) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(message);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  async #answerOf(id: number): Promise<unknown> {
    const { error, result } = await this.message((one) => one.id === id && one.method === undefined);
    if (error !== undefined) throw new LspError(error);
    return result;
  }

  #read(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const head = this.#unread.indexOf('\r\n\r\n');
      const length = /content-length: *(\d+)/i.exec(
        this.#unread.toString('latin1', 0, Math.max(0, head)),
      )?.[1];
      const end = head + 4 + Number(length);
      if (length === undefined || this.#unread.length < end) return;
      const message = JSON.parse(this.#unread.toString('utf8', head + 4, end)) as Message;
      this.#unread = this.#unread.subarray(end);
      this.#take(message);
    }
  }

  /** Requests of the server are granted, whatever they are. */
  #take(message: Message): void {
    this.received.push(message);
    if (message.method !== undefined && message.id !== undefined) this.send({ id: message.id, result: null });
    for (const waiting of [...this.#waiting]) if (waiting.wanted(message)) waiting.found(message);
  }
}
