import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Family } from '../../wasi/sockets/addresses.ts';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import type { Lookup, RealNetwork, RealTcp, RealUdp } from '../../wasi/sockets/real.ts';
import { RemoteTcp } from './remote-tcp.ts';
import { RemoteUdp } from './remote-udp.ts';
import { SocketLink } from './socket-link.ts';
import { MOST_SOCKETS, type SocketMessage } from './socket-port.ts';

/** The sockets that an instance has open. The first thread of the process has the real ones: a guest may block its own. */
export class RemoteNetwork implements RealNetwork {
  readonly #links = new Set<SocketLink>();
  readonly #post: (message: SocketMessage) => void;

  /** @param post transfers the message's port */
  constructor(post: (message: SocketMessage) => void) {
    this.#post = post;
  }

  tcp(family: Family): RealTcp {
    return new RemoteTcp(this.#open({ tcp: family }), (port) => this.#adopt(port));
  }

  udp(family: Family): RealUdp {
    return new RemoteUdp(this.#open({ udp: family }));
  }

  lookUp(name: string): Lookup {
    const link = this.#open({ name });
    let result: ReturnType<Lookup['result']>;
    return {
      result: () => {
        const [event] = result ? [] : link.events();
        if (event?.event === 'failed') result = { failed: event.code };
        if (event?.event === 'resolved') result = event.hosts;
        return result;
      },
      close: () => link.close(),
    };
  }

  /** Closes the sockets that an instance has left open, after their output is sent. */
  closeAll(): void {
    for (const link of this.#links) link.leave();
  }

  #open(what: SocketMessage['what']): SocketLink {
    const { port1, port2 } = new MessageChannel();
    const link = this.#adopt(port1);
    this.#post({ kind: 'socket', what, port: port2 });
    return link;
  }

  /** @throws SocketErrorCode `new-socket-limit` */
  #adopt(port: MessagePort): SocketLink {
    if (this.#links.size >= MOST_SOCKETS) throw 'new-socket-limit' satisfies SocketErrorCode;
    const link: SocketLink = new SocketLink(port, () => this.#links.delete(link));
    this.#links.add(link);
    return link;
  }
}
