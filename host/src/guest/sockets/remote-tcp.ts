import type { MessagePort } from 'node:worker_threads';
import type { Address } from '../../wasi/sockets/addresses.ts';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import type { Buffer, Connection, ConnectionOutput, Failed, RealTcp } from '../../wasi/sockets/real.ts';
import { sleep, wakeCount } from '../../wasi/wake.ts';
import { PipeReader } from '../streams/byte-pipe.ts';
import { isFlowClosed } from '../http/outgoing/exchange-port.ts';
import { isEmpty, roomIn, takeRoom } from '../streams/flow.ts';
import { addressIn, countIn } from './replies.ts';
import type { SocketLink } from './socket-link.ts';
import type { PassedConnection } from './socket-port.ts';

type Accepted = { readonly socket: RemoteTcp; readonly connection: Connection };

/** A TCP socket in a guest's thread, by messages to the first thread. */
export class RemoteTcp implements RealTcp {
  readonly #link: SocketLink;
  readonly #adopt: (port: MessagePort) => SocketLink;

  /** @param adopt counts a connection that was accepted; throws when there are too many */
  constructor(link: SocketLink, adopt: (port: MessagePort) => SocketLink) {
    this.#link = link;
    this.#adopt = adopt;
  }

  bind(address: Address): Address {
    return addressIn(this.#link.request({ request: 'bind', address }));
  }

  listen(backlog: number): void {
    this.#link.request({ request: 'listen', backlog });
  }

  connect(address: Address): void {
    this.#link.post({ command: 'connect', address });
  }

  connected(): Connection | Failed | undefined {
    const event = this.#link.events().shift();
    if (event?.event === 'failed') return { failed: event.code };
    return event?.event === 'connected' ? connectionOf(event.connection, this.#link) : undefined;
  }

  accept(): Accepted | Failed | undefined {
    const [event] = this.#link.events();
    if (event?.event !== 'accepted') return undefined;
    try {
      const link = this.#adopt(event.port);
      this.#link.events().shift();
      this.#link.post({ command: 'took', count: 1 });
      return { socket: new RemoteTcp(link, this.#adopt), connection: connectionOf(event.connection, link) };
    } catch (error) {
      return { failed: error as SocketErrorCode };
    }
  }

  hasAccepted(): boolean {
    return this.#link.events().length > 0;
  }

  keepAlive(idle?: number): void {
    this.#link.post({ command: 'keep-alive', ...(idle !== undefined && { idle }) });
  }

  bufferSize(buffer: Buffer, bytes?: number): number {
    return countIn(
      this.#link.request({ request: 'buffer-size', buffer, ...(bytes !== undefined && { bytes }) }),
    );
  }

  close(): void {
    this.#link.leave();
  }
}

function connectionOf({ local, remote, input, flow }: PassedConnection, link: SocketLink): Connection {
  link.input = new PipeReader(input, { eager: true });
  const output = outputOf(flow, link);
  const shut = { input: false, output: false };
  const shutDown = (what: keyof typeof shut): void => {
    shut[what] = true;
    if (shut.input && shut.output) link.refuseInput();
  };
  const end = (): void => {
    output.end();
    shutDown('output');
  };
  return {
    local,
    remote,
    input: link.input,
    stopInput: () => shutDown('input'),
    output: { ...output, end },
  };
}

function outputOf(flow: Int32Array, link: SocketLink): ConnectionOutput {
  const failure = (): SocketErrorCode | undefined => {
    // A failure is reported before the flow is closed.
    if (isFlowClosed(flow)) link.receive();
    return link.broken;
  };
  return {
    write(bytes) {
      takeRoom(flow, bytes.length);
      link.post({ command: 'write', bytes: new Uint8Array(bytes) });
      // The other side may be gone, and then this very write fails.
      link.receive();
      if (link.hasEnded) link.settle();
    },
    room: () => roomIn(flow),
    isClosed: () => isFlowClosed(flow),
    failure,
    isSettled: () => isEmpty(flow),
    settle() {
      for (;;) {
        const seen = wakeCount();
        if (isEmpty(flow) || isFlowClosed(flow)) return;
        sleep(seen);
      }
    },
    end: () => link.post({ command: 'end' }),
  };
}
