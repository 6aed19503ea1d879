import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { StreamMessageReader, StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';
import { problemOf } from '../../base/problem.ts';
import { checkArguments } from './required-arguments.ts';
import { RequestFailure } from './request-failure.ts';

/** Handles a request, and returns the body of the response. */
export type RequestHandler = (args: never) => unknown;

/**
 * Requests whose failure is shown where they were made, if at all: an editor asks for the value of each word under the
 * pointer.
 */
const ASIDE: ReadonlySet<string> = new Set(['evaluate', 'completions', 'setVariable', 'variables']);

/**
 * The Debug Adapter Protocol on two streams. It has the framing of LSP around messages of its own, and each response
 * goes out before the events that follow from it.
 */
export class AdapterConnection {
  readonly #writer: StreamMessageWriter;
  #last = 0;

  /** @param gone called when the client has closed the connection */
  constructor(
    input: Readable,
    output: Writable,
    handlers: Readonly<Record<string, RequestHandler>>,
    gone: () => void,
  ) {
    this.#writer = new StreamMessageWriter(output);
    const reader = new StreamMessageReader(input);
    // Its timer for a partial message would keep the process alive after a client left in the middle of one.
    reader.partialMessageTimeout = 0;
    reader.onClose(gone);
    reader.onError((error) => {
      // Where the next message starts is unknown.
      this.event('output', { category: 'important', output: `The debugger ends: ${error.message}\n` });
      gone();
    });
    reader.listen((message: unknown) => {
      if (isRequest(message)) void this.#receive(message, handlers);
    });
  }

  event(event: string, body?: object): void {
    this.#send({ type: 'event', event, ...(body && { body }) });
  }

  async #receive(
    { command, seq, arguments: args }: DebugProtocol.Request,
    handlers: Readonly<Record<string, RequestHandler>>,
  ): Promise<void> {
    const head = { type: 'response', request_seq: seq, command };
    const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
    try {
      if (!handler)
        throw new RequestFailure(`the debugger of WIT Studio does not know the request ${command}`);
      checkArguments(command, (args ?? {}) as Readonly<Record<string, unknown>>);
      const body = await handler((args ?? {}) as never);
      this.#send({ ...head, success: true, ...(body !== undefined && { body }) });
    } catch (error) {
      const format = sentencesOf(error);
      this.#send({
        ...head,
        success: false,
        message: format,
        body: { error: { id: 1, format, showUser: !ASIDE.has(command) } },
      });
    }
  }

  #send(message: object): void {
    // A client that is gone reads nothing more.
    this.#writer.write({ seq: ++this.#last, ...message } as unknown as Message).catch(() => {});
  }
}

/** Messages that are not requests get no response. */
function isRequest(message: unknown): message is DebugProtocol.Request {
  const { type, seq, command } = (message ?? {}) as Partial<DebugProtocol.Request>;
  return type === 'request' && typeof seq === 'number' && typeof command === 'string';
}

function sentencesOf(error: unknown): string {
  if (error instanceof RequestFailure) return error.message;
  const { message, help } = problemOf(error);
  return help === undefined ? message : `${message}. ${help}`;
}
