import type { Readable, Writable } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';

/** A message of the adapter. */
interface Received {
  readonly type: 'response' | 'event';
  readonly request_seq?: number;
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Body;
}

export type Body = Readonly<Record<string, unknown>>;

/** An editor without a user interface, which records the messages. */
export class Client {
  readonly #writer: StreamMessageWriter;
  readonly #answers = new Map<number, (message: Received) => void>();
  readonly #events: Received[] = [];
  #waiting: { readonly name: string; readonly found: (body: Body) => void } | undefined;
  #last = 0;
  /** Requests, responses and events, in their order; output is apart, as it comes in pieces. */
  readonly log: string[] = [];
  /** The output by category. */
  readonly output: Record<string, string> = {};

  constructor(fromAdapter: Readable, toAdapter: Writable) {
    this.#writer = new StreamMessageWriter(toAdapter);
    new StreamMessageReader(fromAdapter).listen((message) => this.#receive(message as unknown as Received));
  }

  /** @throws Error with the message of a request that failed */
  async request(command: string, args: object = {}): Promise<Body> {
    const seq = ++this.#last;
    this.log.push(`> ${command} ${JSON.stringify(args)}`);
    const answer = new Promise<Received>((done) => this.#answers.set(seq, done));
    await this.#writer.write({ seq, type: 'request', command, arguments: args } as unknown as Message);
    const { success, message, body = {} } = await answer;
    if (!success) throw new Error(message);
    return body;
  }

  /** The next event of a name, in order. */
  event(name: string): Promise<Body> {
    const at = this.#events.findIndex((one) => one.event === name);
    if (at >= 0) return Promise.resolve(this.#events.splice(at, 1)[0]!.body ?? {});
    return new Promise((found) => (this.#waiting = { name, found }));
  }

  #receive(message: Received): void {
    const { type, command, event, success, message: failure, body = {} } = message;
    if (type === 'response') {
      this.log.push(success ? `< ${command} ${JSON.stringify(body)}` : `< ${command} failed: ${failure}`);
      return this.#answers.get(message.request_seq!)?.(message);
    }
    if (event === 'output') {
      const { category, output } = body as { category: string; output: string };
      this.output[category] = (this.output[category] ?? '') + output;
    } else this.log.push(`* ${event} ${JSON.stringify(body)}`);
    if (this.#waiting?.name !== event) return void this.#events.push(message);
    const { found } = this.#waiting!;
    this.#waiting = undefined;
    found(body);
  }
}
