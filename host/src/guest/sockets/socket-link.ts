import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { SocketErrorCode } from '../../wasi/sockets/errors.ts';
import { sleep, wakeCount } from '../../wasi/wake.ts';
import type { PipeReader } from '../streams/byte-pipe.ts';
import type { Event, FromReal, Command, SocketRequest, Reply } from './socket-port.ts';

/** The end of a socket's port in a guest's thread. Requests block the thread until their reply. */
export class SocketLink {
  readonly #port: MessagePort;
  readonly #onClose: () => void;
  readonly #events: Event[] = [];
  readonly #replies: Reply[] = [];
  #isClosed = false;
  #hasPosted = false;
  #isUsed = false;
  /** Of a connection. */
  input: PipeReader | undefined;
  /** Whether the other side of a connection has ended its output. */
  hasEnded = false;
  /** The error by which later writes fail. */
  broken: SocketErrorCode | undefined;

  constructor(port: MessagePort, onClose: () => void) {
    this.#port = port;
    this.#onClose = onClose;
  }

  /** @throws SocketErrorCode when the call failed */
  request(message: SocketRequest): Exclude<Reply, { failed: unknown }> {
    this.#isUsed = true;
    this.#port.postMessage(message);
    for (;;) {
      const seen = wakeCount();
      this.receive();
      const reply = this.#replies.shift();
      if (!reply) sleep(seen);
      else if ('failed' in reply) throw reply.failed;
      else return reply;
    }
  }

  post(command: Command): void {
    if (this.#isClosed) return;
    this.#hasPosted = true;
    this.#isUsed = true;
    this.#port.postMessage(command);
  }

  /** Waits until all earlier messages were handled. */
  settle(): void {
    if (this.#hasPosted) this.request({ request: 'settle' });
    this.#hasPosted = false;
  }

  /** Pending events, oldest first. */
  events(): Event[] {
    this.receive();
    return this.#events;
  }

  receive(): void {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as FromReal;
      if ('reply' in message) this.#replies.push(message.reply);
      else if (message.event === 'ended') this.hasEnded = true;
      else if (message.event === 'broken') this.broken ??= message.code;
      else this.#events.push(message);
    }
  }

  /** Of a connection whose output has ended, and which is not read any more. */
  refuseInput(): void {
    if (!this.#isClosed) this.request({ request: 'refuse-input' });
  }

  /**
   * Closes after all earlier messages were handled. Unread bytes reset a connection, as when a system closes one. The end
   * of the port alone would be noticed when this thread returns to its event loop, which it may never do.
   */
  leave(): void {
    if (!this.#isClosed && (this.#isUsed || this.input))
      this.request({ request: this.input?.hasBytes() ? 'reset' : 'close' });
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const event of this.#events) if (event.event === 'accepted') event.port.close();
    this.#port.close();
    this.#onClose();
  }
}
