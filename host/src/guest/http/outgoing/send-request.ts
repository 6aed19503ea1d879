/** Sends the outgoing requests of guests, on the first thread of their process, where no guest can hold them up. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Feed } from '../../streams/feed.ts';
import { startRequest, type Started } from './client-request.ts';
import { closeFlow, type FromGuest, type FromHost, type SendMessage } from './exchange-port.ts';
import { giveRoom } from '../../streams/flow.ts';
import { isTooLarge } from '../request.ts';
import { announcedTrailers } from '../response-head.ts';
import { entriesOf, toText } from '../../../wasi/http/fields.ts';
import { SILENT, type ErrorCode } from '../../../wasi/http/error-code.ts';
import type { Timeouts } from '../../../wasi/http/exchange.ts';

const PROTOCOL_ERROR: ErrorCode = { tag: 'HTTP-protocol-error' };
const READ_TIMEOUT: ErrorCode = { tag: 'connection-read-timeout' };

/** @param wake called after each message, to wake the guest's thread */
export function sendRequest(message: SendMessage, wake: () => void): void {
  const { call, port, flow } = message;
  let onSettled = (): void => {};
  let isSettled = false;
  const settle = (outcome: FromHost): void => {
    if (isSettled) return;
    isSettled = true;
    onSettled();
    port.postMessage(outcome, 'body' in outcome ? [outcome.body] : []);
    wake();
  };
  const started = startRequest(call);
  if ('failed' in started) {
    closeFlow(flow);
    return settle(started);
  }
  const { request } = started;
  const fail = (failed: ErrorCode): void => {
    closeFlow(flow);
    settle({ failed });
    request.destroy();
  };
  onSettled = limitTime(started, call.timeouts, fail);
  receiveBody(request, message, wake, fail);
  const body = receiveResponse(request, call.timeouts, { wake, settle, isSettled: () => isSettled, fail });
  request.on('error', (error) => {
    // Node.js then breaks the body off, behind the bytes that came before the error.
    if (!body()?.isIncomplete()) fail(started.codeOf(error));
  });
  request.on('close', () => {
    closeFlow(flow);
    wake();
    settle({ failed: PROTOCOL_ERROR });
  });
  port.on('close', () => {
    onSettled();
    body()?.feed?.close();
    request.destroy();
  });
}

interface ReceivedBody {
  readonly feed: Feed | undefined;
  /** Whether more of it is to come. */
  isIncomplete(): boolean;
}

interface Settlement {
  /** Wakes the guest's thread. */
  wake(): void;
  /** Posts the outcome, unless there is one. */
  settle(outcome: FromHost): void;
  isSettled(): boolean;
  /** Settles the exchange with an error, and ends the request. */
  fail(error: ErrorCode): void;
}

/** @returns the body of the response, once there is one */
function receiveResponse(
  request: ClientRequest,
  timeouts: Timeouts,
  { wake, settle, isSettled, fail }: Settlement,
): () => ReceivedBody | undefined {
  let body: ReceivedBody | undefined;
  const receive = (response: IncomingMessage, contents: Readable): void => {
    if (isTooLarge(response) || !isKnown(response)) return fail(PROTOCOL_ERROR);
    limitSilence(response, contents, timeouts.betweenBytes);
    const isIncomplete = (): boolean => !response.complete;
    body = { feed: undefined, isIncomplete };
    const pass = (): void => {
      const made = new Feed(contents, wake, { trailers: () => entriesOf(response.rawTrailers), eager: true });
      body = { feed: made, isIncomplete };
      settle({ status: response.statusCode ?? 0, headers: entriesOf(response.rawHeaders), body: made.port });
    };
    if (contents !== response) pass();
    // A complete response is no response if bytes that follow it in the same piece are an error.
    else process.nextTick(() => !isSettled() && pass());
  };
  request.on('response', (response) => receive(response, response));
  request.on('upgrade', (response, socket) => {
    // Guests cannot use other protocols.
    socket.destroy();
    receive(response, Readable.from([]));
  });
  return () => body;
}

/** Node.js takes any version and any three digits. */
const isKnown = ({ httpVersionMajor, statusCode = 0 }: IncomingMessage): boolean =>
  httpVersionMajor === 1 && statusCode >= 100;

/** @returns ends the limits */
function limitTime(
  { stage, onConnected }: Started,
  { connect, firstByte }: Timeouts,
  fail: (error: ErrorCode) => void,
): () => void {
  const timers: NodeJS.Timeout[] = [];
  const limit = (ms: number, late: () => void): void =>
    void timers.push(setTimeout(late, Math.min(ms, LONGEST_TIMER)));
  limit(connect, () => stage() === 'connecting' && fail({ tag: 'connection-timeout' }));
  // No response is quick enough for no time at all.
  onConnected(() => (firstByte < 1 ? fail(READ_TIMEOUT) : limit(firstByte, () => fail(READ_TIMEOUT))));
  return () => timers.forEach(clearTimeout);
}

/** Timers of Node.js fire at once when they are longer. */
const LONGEST_TIMER = 2 ** 31 - 1;

function receiveBody(
  request: ClientRequest,
  { call, port, flow }: SendMessage,
  wake: () => void,
  fail: (error: ErrorCode) => void,
): void {
  port.on('message', (message: FromGuest) => {
    if (message instanceof Uint8Array)
      request.write(message, () => {
        giveRoom(flow, message.length);
        wake();
      });
    else if ('broken' in message) fail(PROTOCOL_ERROR);
    else {
      request.addTrailers([...announcedTrailers(toText(call.headers), toText(message.trailers))]);
      request.end();
    }
  });
}

/** A guest that does not read is not the server's silence. */
function limitSilence({ socket }: IncomingMessage, contents: Readable, ms: number): void {
  contents.on('error', () => {});
  const watch = (): void => {
    if (contents.isPaused()) socket.setTimeout(ms);
    else contents.destroy(new Error(SILENT));
  };
  socket.setTimeout(Math.max(1, Math.min(ms, LONGEST_TIMER)), watch);
}
