import { Worker } from 'node:worker_threads';
import { program } from '../../files.ts';
import type { Connect } from '../../wasi/http/exchange.ts';
import { adoptWakeCell } from '../../wasi/wake.ts';
import type { NetworkMessage } from './network.ts';
import { RemoteExchanges } from './remote-exchange.ts';

/** Sends the requests of guests on this very thread from a thread of its own, which starts with the first of them. */
export function connectByThread(): Connect {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  adoptWakeCell(cell);
  let thread: Worker | undefined;
  const exchanges = new RemoteExchanges((message) => {
    thread ??= start();
    thread.postMessage({ message, cell } satisfies NetworkMessage, [message.port]);
  });
  return exchanges.connect;
}

function start(): Worker {
  const thread = new Worker(program('network'));
  // It is no reason for the process to live.
  thread.unref();
  return thread;
}
