/** A thread that sends outgoing requests, for a guest that runs on the main thread of its process and may block it. */
import { parentPort } from 'node:worker_threads';
import { wake } from '../../wasi/wake.ts';
import type { SendMessage } from './exchange-port.ts';
import { sendRequest } from './send-request.ts';

/** A request, and the cell that the guest's thread sleeps on. */
export interface NetworkMessage {
  readonly message: SendMessage;
  readonly cell: Int32Array;
}

parentPort?.on('message', ({ message, cell }: NetworkMessage) => sendRequest(message, () => wake(cell)));
