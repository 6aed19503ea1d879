import { Worker } from 'node:worker_threads';
import { program } from '../../programs.ts';
import type { Connect } from '../../wasi/http/exchange.ts';
import { adoptWakeCell, newWakeCell } from '../../wasi/wake.ts';
import type { NetworkMessage } from '../../guest/http/outgoing/network.ts';
import { RemoteNetwork } from '../../guest/sockets/remote-network.ts';
import { RemoteExchanges } from '../../guest/http/outgoing/remote-exchange.ts';

/** The network of guests on this very thread: requests and sockets, each with a way of its own. */
export interface ThreadNetwork {
  readonly connect: Connect;
  readonly network: RemoteNetwork;
}

/** Has the network of guests on this very thread in a thread of its own, which starts with the first use. */
export function networkByThread(): ThreadNetwork {
  const cell = newWakeCell();
  adoptWakeCell(cell);
  let thread: Worker | undefined;
  const post = (message: NetworkMessage['message']): void => {
    thread ??= start();
    thread.postMessage({ message, cell } satisfies NetworkMessage, [message.port]);
  };
  return { connect: new RemoteExchanges(post).connect, network: new RemoteNetwork(post) };
}

function start(): Worker {
  const thread = new Worker(program('network'));
  // The thread alone does not keep the process alive.
  thread.unref();
  return thread;
}
