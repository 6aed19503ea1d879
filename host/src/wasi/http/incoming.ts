import { OutgoingBody } from './body.ts';
import type { FieldEntry } from './fields.ts';
import { OutgoingResponse } from './messages.ts';

/** An error-code of wasi:http, such as `{ tag: 'internal-error', val: 'why' }`. */
export interface ErrorCode {
  readonly tag: string;
  readonly val?: unknown;
}

/** How an answer leaves the guest's thread. Calls come in this order: head, chunk…, end; or failed. */
export interface Responder {
  head(status: number, headers: readonly FieldEntry[]): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
  failed(error: ErrorCode): void;
}

type Answer =
  { readonly tag: 'ok'; readonly val: OutgoingResponse } | { readonly tag: 'err'; readonly val: ErrorCode };

/** wasi:http/types.response-outparam */
export class ResponseOutparam {
  readonly #responder: Responder;
  #answer: Answer | undefined;

  constructor(responder: Responder) {
    this.#responder = responder;
  }

  static set(out: ResponseOutparam, answer: Answer): void {
    if (out.#answer) throw new Error('wasi:http: the response was already set');
    out.#answer = answer;
    if (answer.tag === 'err') return out.#responder.failed(answer.val);
    const response = answer.val;
    out.#responder.head(response.statusCode(), response.headers().entries());
    const body = OutgoingResponse.bodyOf(response);
    if (!body) return out.#responder.end();
    OutgoingBody.connect(body, {
      write: (bytes) => out.#responder.chunk(bytes),
      end: () => out.#responder.end(),
      broken: (reason) => out.#responder.failed({ tag: 'HTTP-response-body-size', val: reason }),
    });
  }

  /** Interim answers (1xx) are not forwarded. */
  sendInformational(): void {
    throw { tag: 'internal-error', val: 'informational responses are not supported' };
  }

  /** What a handler that returned still owes its caller, as a sentence; undefined when all is said. */
  static owes(out: ResponseOutparam): string | undefined {
    if (!out.#answer) return 'the handler returned without setting a response';
    const body = out.#answer.tag === 'ok' ? OutgoingResponse.bodyOf(out.#answer.val) : undefined;
    return body && !OutgoingBody.isFinished(body)
      ? 'the handler dropped the body without finishing it'
      : undefined;
  }
}
