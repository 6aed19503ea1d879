/** A thread that sends outgoing requests and has sockets, for a guest that runs on the main thread of its process and may block it. */
import { parentPort } from 'node:worker_threads';
import { wake } from '../../../wasi/wake.ts';
import type { SendMessage } from './exchange-port.ts';
import { openSocket } from '../../sockets/open-socket.ts';
import type { SocketMessage } from '../../sockets/socket-port.ts';
import { sendRequest } from './send-request.ts';

/** A request or a socket, and the cell on which the guest's thread waits. */
export interface NetworkMessage {
  readonly message: SendMessage | SocketMessage;
  readonly cell: Int32Array;
}

parentPort?.on('message', ({ message, cell }: NetworkMessage) => {
  if (message.kind === 'send') sendRequest(message, () => wake(cell));
  else openSocket(message, () => wake(cell));
});
