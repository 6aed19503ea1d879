import type { RequestHead } from '../../../wasi/http/messages.ts';
import type { Reply } from '../respond.ts';
import { nowMs } from '../../../node/now.ts';

/** The response sent to a client, with its time. */
export interface Sent {
  /** The status of the guest's response, or of the one in its place. */
  status: number | undefined;
  bytes: number;
  /** When the head went, as `nowMs` has it. */
  headAt: number | undefined;
}

/** @returns a reply that forwards to it, and records the response in `sent` */
export function noting(reply: Reply, sent: Sent): Reply {
  const note = (status: number): void => {
    sent.status ??= status;
    sent.headAt ??= nowMs();
  };
  return {
    head(head) {
      reply.head(head);
      note(head.status);
    },
    chunk(bytes, wrote) {
      sent.bytes += bytes.length;
      reply.chunk(bytes, wrote);
    },
    end: (trailers) => reply.end(trailers),
    refused(status, problem) {
      reply.refused(status, problem);
      note(status);
    },
  };
}

export const nothingSent = (): Sent => ({ status: undefined, bytes: 0, headAt: undefined });

/** When a request arrived, when a guest got it, and when its response was complete. */
export interface Times {
  readonly came: number;
  readonly begun: number | undefined;
  readonly done: number;
}

/** A line of the log, as in `request [3] GET /hello 200, 6 bytes in 1.9 ms (waited 0.2 ms, head after 1.7 ms)`. */
export function requestLine(id: number, head: RequestHead, sent: Sent, times: Times): string {
  const { method, path, authority } = head;
  const waited = (times.begun ?? times.done) - times.came;
  const parts = [`waited ${ms(waited)}`];
  if (sent.headAt !== undefined) parts.push(`head after ${ms(sent.headAt - times.came)}`);
  const target = printable(path ?? authority ?? '');
  return `request [${id}] ${method} ${target} ${sent.status ?? 'without a response'}, ${sent.bytes} bytes in ${ms(times.done - times.came)} (${parts.join(', ')})\n`;
}

const ms = (duration: number): string => `${duration.toFixed(1)} ms`;

/** The client controls the target: it must not look like another line or contain control characters of the terminal. */
const printable = (text: string): string =>
  text.replaceAll(/[^\x21-\x7e]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
