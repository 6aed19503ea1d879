/** The part of wasi:http/types that `fetch` uses, as the engine provides it. */
import { sources, type Pollable, type Waited } from '../../waiting.ts';
import type { AbortSignal } from '../events.ts';
import { ReadableStream } from '../readable-stream.ts';
import type { URL } from '../url/url.ts';
import { Headers } from './headers.ts';
import type { Request } from './request.ts';

interface OutputStream extends Disposable {
  blockingWriteAndFlush(bytes: Uint8Array): void;
}
interface InputStream extends Disposable {
  /** @throws with the payload `{ tag: 'closed' }` at the end */
  read(length: bigint): Uint8Array;
  subscribe(): Pollable;
}
interface Fields extends Disposable {
  append(name: string, value: Uint8Array): void;
  entries(): readonly (readonly [string, Uint8Array])[];
}
interface OutgoingBody extends Disposable {
  write(): OutputStream;
}
interface OutgoingRequest extends Disposable {
  setMethod(method: { tag: string; val?: string }): void;
  setScheme(scheme: { tag: string; val?: string }): void;
  setAuthority(authority: string): void;
  setPathWithQuery(path: string): void;
  body(): OutgoingBody;
}
interface IncomingBody extends Disposable {
  stream(): InputStream;
}
interface IncomingResponse extends Disposable {
  status(): number;
  headers(): Fields;
  consume(): IncomingBody;
}
type Result<T> = { readonly tag: 'ok'; readonly val: T } | { readonly tag: 'err'; readonly val: unknown };
interface FutureResponse extends Disposable {
  subscribe(): Pollable;
  get(): Result<Result<IncomingResponse>> | null;
}

declare const $witStudioFields: new () => Fields;
declare const $witStudioOutgoingRequest: new (headers: Fields) => OutgoingRequest;
declare const $witStudioOutgoingBody: { finish(body: OutgoingBody, trailers: null): void };
declare const $witStudioHandle: (request: OutgoingRequest, options: null) => FutureResponse;

const dispose = (resource: Disposable): void => resource[Symbol.dispose]();

interface Wait extends Waited {
  readonly call: number;
}
const waits = new Set<Wait>();
let call = 0;

sources.push({
  startCall: () => void call++,
  isNeeded: () => [...waits].some((wait) => wait.call === call),
  waited: () => [...waits],
});

/** @throws the abort reason of the signal */
function readiness(pollable: Pollable, signal: AbortSignal): Promise<void> {
  return new Promise((ready, fail) => {
    const end = (then: () => void) => () => {
      if (!waits.delete(wait)) return;
      signal.removeEventListener('abort', abort);
      dispose(pollable);
      then();
    };
    const wait: Wait = { call, pollable, run: end(ready) };
    const abort = end(() => fail(signal.reason));
    waits.add(wait);
    signal.addEventListener('abort', abort);
  });
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream;
}

/** @throws TypeError with the error of wasi:http as its cause */
export async function send(request: Request, url: URL, body: Body, signal: AbortSignal): Promise<Received> {
  const outgoing = requestOf(request.method, url, request.headers);
  const sending = body === null ? undefined : outgoing.body();
  const future = attempt(() => $witStudioHandle(outgoing, null));
  try {
    if (sending) await write(sending, body);
    await readiness(future.subscribe(), signal);
    const outcome = future.get();
    const response = outcome?.tag === 'ok' ? outcome.val : undefined;
    if (response?.tag !== 'ok') throw failed(response?.val);
    return received(response.val, signal);
  } finally {
    dispose(future);
  }
}

type Body = ReadableStream | null;

/** The host sets some headers itself: those that it refuses are left out, as in browsers. */
function requestOf(method: string, url: URL, headers: Headers): OutgoingRequest {
  const fields = new $witStudioFields();
  for (const [name, value] of headers) {
    try {
      fields.append(
        name,
        Uint8Array.from(value, (char) => char.charCodeAt(0)),
      );
    } catch (error) {
      if ((error as { payload?: { tag?: string } }).payload?.tag !== 'forbidden') throw error;
    }
  }
  const request = new $witStudioOutgoingRequest(fields);
  const known = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)$/.test(method);
  request.setMethod(known ? { tag: method.toLowerCase() } : { tag: 'other', val: method });
  request.setScheme({ tag: url.protocol === 'https:' ? 'HTTPS' : 'HTTP' });
  request.setAuthority(url.host);
  request.setPathWithQuery(url.pathname + url.search);
  return request;
}

const MOST_AT_ONCE = 4096;

async function write(body: OutgoingBody, chunks: Body): Promise<void> {
  const stream = body.write();
  try {
    for await (const chunk of chunks ?? [])
      for (let at = 0; at < chunk.length; at += MOST_AT_ONCE)
        stream.blockingWriteAndFlush(chunk.subarray(at, at + MOST_AT_ONCE));
  } finally {
    dispose(stream);
  }
  attempt(() => $witStudioOutgoingBody.finish(body, null));
}

function received(response: IncomingResponse, signal: AbortSignal): Received {
  const fields = response.headers();
  const headers = new Headers(
    fields.entries().map(([name, value]) => [name, String.fromCharCode(...value)] as const),
  );
  dispose(fields);
  return { status: response.status(), headers, body: bodyOf(response, signal) };
}

/** Reads only on request. */
function bodyOf(response: IncomingResponse, signal: AbortSignal): ReadableStream {
  const body = response.consume();
  const stream = body.stream();
  const end = () => [stream, body, response].forEach(dispose);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        await readiness(stream.subscribe(), signal);
        const bytes = stream.read(BigInt(65_536));
        if (bytes.length > 0) controller.enqueue(bytes);
      } catch (error) {
        end();
        if ((error as { payload?: { tag?: string } }).payload?.tag !== 'closed') throw error;
        controller.close();
      }
    },
    cancel: end,
  });
}

function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw failed((error as { payload?: unknown }).payload ?? error);
  }
}

const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });
