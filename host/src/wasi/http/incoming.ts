import type { ErrorCode } from './error-code.ts';
import type { FieldEntry } from './fields.ts';
import { OutgoingResponse } from './messages.ts';
import { OutgoingBody } from './outgoing-body.ts';

/**
 * The parts of a response from the guest's thread. Calls come in this order: head, chunk…, end or broken; or failed.
 */
export interface Responder {
  /** @param isEmpty whether the guest took no body */
  head(status: number, headers: readonly FieldEntry[], isEmpty: boolean): void;
  chunk(bytes: Uint8Array): void;
  end(trailers: readonly FieldEntry[]): void;
  /** The handler returned an error in place of a response. */
  failed(error: ErrorCode): void;
  /** The body of the response ended in the middle. */
  broken(reason: string): void;
  /** Bytes that may be written without waiting; without it there is always room. */
  readonly room?: () => number;
  /** Whether the client left: the body's stream is closed then. */
  readonly isClosed?: () => boolean;
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
    const body = OutgoingResponse.bodyOf(response);
    out.#responder.head(response.statusCode(), response.headers().entries(), body === undefined);
    const responder = out.#responder;
    if (!body) return responder.end([]);
    OutgoingBody.connect(body, {
      write: (bytes) => responder.chunk(bytes),
      end: (trailers) => responder.end(trailers),
      broken: (reason) => responder.broken(reason),
      ...(responder.room && { room: responder.room }),
      ...(responder.isClosed && { isClosed: responder.isClosed }),
    });
  }

  /** Interim responses (1xx) are not forwarded. */
  sendInformational(): void {
    throw { tag: 'internal-error', val: 'informational responses are not supported' };
  }

  /** The missing part of a response after its handler returned, as a sentence; undefined when complete. */
  static missingPart(out: ResponseOutparam): string | undefined {
    if (!out.#answer) return 'the handler returned without setting a response';
    const body = out.#answer.tag === 'ok' ? OutgoingResponse.bodyOf(out.#answer.val) : undefined;
    return body && !OutgoingBody.isFinished(body)
      ? 'the handler returned without finishing the body'
      : undefined;
  }
}
