import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Connect, Exchange, OutgoingCall, ReceivedResponse } from '../../../wasi/http/exchange.ts';
import type { BodySource } from '../../../wasi/http/incoming-body.ts';
import type { BodySink } from '../../../wasi/http/outgoing-body.ts';
import { PipeReader } from '../../streams/byte-pipe.ts';
import {
  closeFlow,
  isFlowClosed,
  newFlow,
  type FromGuest,
  type FromHost,
  type SendMessage,
} from './exchange-port.ts';
import { roomIn, takeRoom } from '../../streams/flow.ts';

/** The current requests of guests in this thread. The host sends them: a guest may block its thread. */
export class RemoteExchanges {
  readonly #open = new Set<RemoteExchange>();
  readonly #post: (message: SendMessage) => void;

  /** @param post transfers the message's port */
  constructor(post: (message: SendMessage) => void) {
    this.#post = post;
  }

  readonly connect: Connect = (call) => {
    const exchange = new RemoteExchange(call, this.#post, () => this.#open.delete(exchange));
    this.#open.add(exchange);
    return exchange;
  };

  /** Ends what an instance leaves behind. */
  cancelAll(): void {
    for (const exchange of this.#open) exchange.cancel();
  }
}

class RemoteExchange implements Exchange {
  readonly sink: BodySink;
  readonly #port: MessagePort;
  readonly #flow = newFlow();
  readonly #onEnd: () => void;
  #result: ReturnType<Exchange['result']>;

  constructor(call: OutgoingCall, post: (message: SendMessage) => void, onEnd: () => void) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#onEnd = onEnd;
    this.sink = sinkOf(port1, this.#flow);
    post({ kind: 'send', call, port: port2, flow: this.#flow });
  }

  result(): ReturnType<Exchange['result']> {
    const received = this.#result ? undefined : receiveMessageOnPort(this.#port);
    if (received) this.#result = this.#read(received.message as FromHost);
    return this.#result;
  }

  #read(message: FromHost): ReturnType<Exchange['result']> {
    if ('failed' in message) return message;
    const { status, headers, body } = message;
    return {
      status,
      headers,
      body: this.#bodyOf(new PipeReader(body, { eager: true })),
    } satisfies ReceivedResponse;
  }

  #bodyOf(reader: PipeReader): BodySource {
    return {
      read: (limit) => reader.read(limit),
      ready: () => reader.ready(),
      trailers: () => reader.trailers(),
      close: () => this.cancel(),
    };
  }

  cancel(): void {
    closeFlow(this.#flow);
    this.#port.close();
    this.#onEnd();
  }
}

function sinkOf(port: MessagePort, flow: Int32Array): BodySink {
  const post = (message: FromGuest): void => {
    if (!isFlowClosed(flow)) port.postMessage(message);
  };
  return {
    write(bytes) {
      if (isFlowClosed(flow)) return;
      takeRoom(flow, bytes.length);
      post(new Uint8Array(bytes));
    },
    end: (trailers) => post({ trailers }),
    broken: (reason) => post({ broken: reason }),
    room: () => roomIn(flow),
    isClosed: () => isFlowClosed(flow),
  };
}
