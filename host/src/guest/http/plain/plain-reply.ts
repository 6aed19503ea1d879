/**
 * The response to a request that was read here (`plain-request.ts`). One that is complete before its turn of the event
 * loop ends, as most are, is written at once; a longer one goes the way of all others (`respond.ts`).
 */
import { asBuffer } from '../../../base/as-buffer.ts';
import type { ServerResponse } from 'node:http';
import { http } from '../../../node/http.ts';
import type { Problem } from '../../../protocol.ts';
import type { TextField } from '../../../wasi/http/fields.ts';
import { atEndOfTurn } from '../../streams/end-of-turn.ts';
import { respond, SMALL, type Reply } from '../respond.ts';
import { isBodiless, refuseUnsendable, type ResponseHead } from '../response-head.ts';

export interface PlainEnd {
  /** Gets the bytes of the whole response, a character a byte. */
  readonly write: (response: string) => void;
  /** @returns the response of Node.js for an incomplete response */
  readonly open: () => ServerResponse;
  /** Fields that say how long the connection stays open. */
  readonly connection: () => readonly TextField[];
}

const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Fields about which Node.js has rules. */
const RESTRICTED = /^(?:connection|date|keep-alive|trailer|transfer-encoding|upgrade)$/i;

/** The response to a plain request, written to its connection without Node.js. */
export class PlainReply implements Reply {
  readonly #end: PlainEnd;
  #head: ResponseHead | undefined;
  #bytes: Uint8Array | undefined;
  #isWritten = false;
  #other: Reply | undefined;

  constructor(end: PlainEnd) {
    this.#end = end;
  }

  head(head: ResponseHead): void {
    if (!isPlain(head)) return this.#open().head(head);
    refuseUnsendable(head);
    this.#head = head;
    atEndOfTurn(() => this.#release());
  }

  chunk(bytes: Uint8Array, wrote: () => void): void {
    if (!this.#head || this.#bytes || bytes.length > SMALL) return this.#open().chunk(bytes, wrote);
    this.#bytes = bytes;
    // So few bytes are not counted by flow control.
    wrote();
  }

  end(trailers: readonly TextField[]): void {
    const [head, bytes] = [this.#head, this.#bytes];
    if (!head || trailers.length > 0 || !isWhole(head, bytes)) return this.#open().end(trailers);
    const response = textOf(head, bytes, this.#end.connection());
    this.#head = undefined;
    this.#isWritten = true;
    this.#end.write(response);
  }

  refused(status: number, problem: Problem): void {
    // A complete response is sent, however its guest ends.
    if (!this.#isWritten) this.#open().refused(status, problem);
  }

  /** Sends the buffered part when the guest takes longer. */
  #release(): void {
    if (this.#head) this.#open();
  }

  /** The general way of responses, starting with the parts so far. */
  #open(): Reply {
    const other = (this.#other ??= respond(this.#end.open()));
    const [head, bytes] = [this.#head, this.#bytes];
    this.#head = this.#bytes = undefined;
    if (head) other.head(head);
    if (bytes) other.chunk(bytes, () => {});
    return other;
  }
}

/** Whether it says nothing that Node.js would look at. */
const isPlain = ({ status, headers }: ResponseHead): boolean =>
  status >= 200 &&
  !isBodiless(status) &&
  headers.every(([name, value]) => NAME.test(name) && VALUE.test(value) && !RESTRICTED.test(name));

const lengthsOf = ({ headers }: ResponseHead): string[] =>
  headers.filter(([name]) => name === 'content-length').map(([, value]) => value);

/** Whether there are as many bytes as the head announces, if it does. */
const isWhole = (head: ResponseHead, bytes: Uint8Array | undefined): boolean =>
  head.isEmpty || lengthsOf(head).every((length) => length === String(bytes?.length ?? 0));

/** The bytes that Node.js would write, a character a byte. */
function textOf(head: ResponseHead, bytes: Uint8Array | undefined, connection: readonly TextField[]): string {
  const { status, headers, isEmpty } = head;
  const [length] = isEmpty ? ['0'] : lengthsOf(head);
  const body = bytes ? asBuffer(bytes).toString('latin1') : '';
  let text = `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? 'unknown'}\r\n`;
  if (length !== undefined) text += `content-length: ${length}\r\n`;
  for (const [name, value] of headers) if (name !== 'content-length') text += `${name}: ${value}\r\n`;
  text += `Date: ${date()}\r\n`;
  for (const [name, value] of connection) text += `${name}: ${value}\r\n`;
  if (length !== undefined) return `${text}\r\n${body}`;
  const chunk = body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`;
  return `${text}Transfer-Encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`;
}

let second = 0;
let dateText = '';

/** The date as fields have it, made once a second. */
function date(): string {
  const now = Date.now();
  if (now >= second + 1000 || now < second) {
    second = now - (now % 1000);
    dateText = new Date(second).toUTCString();
  }
  return dateText;
}
