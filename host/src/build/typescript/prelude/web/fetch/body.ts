/** The members that requests and responses share for their bodies (https://fetch.spec.whatwg.org/#body-mixin). */
import { TextDecoder, TextEncoder, viewOf } from '../../text.ts';
import { ReadableStream } from '../readable-stream.ts';
import { URLSearchParams } from '../url/search-params.ts';
import type { Headers } from './headers.ts';

export type BodyInit =
  string | ArrayBuffer | ArrayBufferView | URLSearchParams | ReadableStream | AsyncIterable<Uint8Array>;

/** A stream, or bytes that can be sent again. */
interface Contents {
  readonly stream: () => ReadableStream;
  readonly bytes: Uint8Array | undefined;
  readonly type: string | undefined;
}

function contentsOf(init: BodyInit): Contents {
  if (init instanceof ReadableStream) return { stream: () => init, bytes: undefined, type: undefined };
  if (typeof init === 'object' && Symbol.asyncIterator in init)
    return { stream: () => ReadableStream.from(init), bytes: undefined, type: undefined };
  const bytes =
    init instanceof ArrayBuffer || ArrayBuffer.isView(init)
      ? viewOf(init).slice()
      : new TextEncoder().encode(String(init));
  const isForm = init instanceof URLSearchParams;
  const type = isForm
    ? 'application/x-www-form-urlencoded;charset=UTF-8'
    : typeof init === 'string'
      ? 'text/plain;charset=UTF-8'
      : undefined;
  return { stream: () => ReadableStream.from(bytes.length > 0 ? [bytes] : []), bytes, type };
}

export class Body {
  /** For sending it again; undefined of a stream. */
  readonly sent: Uint8Array | undefined;
  readonly headers: Headers;
  #stream: ReadableStream | null;
  #isUsed = false;

  constructor(init: BodyInit | null | undefined, headers: Headers) {
    const contents = init === null || init === undefined ? undefined : contentsOf(init);
    this.headers = headers;
    this.sent = contents?.bytes;
    this.#stream = contents?.stream() ?? null;
    if (contents?.type !== undefined && !headers.has('content-type'))
      headers.set('content-type', contents.type);
  }

  get body(): ReadableStream | null {
    return this.#stream;
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#isUsed || this.#stream?.locked) throw new TypeError('the body has been read already');
    if (!this.#stream) return new Uint8Array();
    this.#isUsed = true;
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#stream) chunks.push(chunk);
    const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer as ArrayBuffer;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** The half of the body for a clone. */
  protected halve(): ReadableStream | null {
    if (this.#isUsed || this.#stream?.locked) throw new TypeError('the body has been read already');
    if (!this.#stream) return null;
    const [own, other] = this.#stream.tee();
    this.#stream = own;
    return other;
  }
}
