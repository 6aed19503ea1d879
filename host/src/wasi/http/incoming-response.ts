import { Children } from '../children.ts';
import { Pollable } from '../pollable.ts';
import type { ErrorCode } from './error-code.ts';
import type { Exchange, ReceivedResponse } from './exchange.ts';
import { Fields } from './fields.ts';
import { IncomingBody } from './incoming-body.ts';

/** `result<result<incoming-response, error-code>>` */
type Outcome =
  | { readonly tag: 'err'; readonly val: undefined }
  | {
      readonly tag: 'ok';
      readonly val:
        | { readonly tag: 'ok'; readonly val: IncomingResponse }
        | { readonly tag: 'err'; readonly val: ErrorCode };
    };

/** wasi:http/types.future-incoming-response */
export class FutureIncomingResponse {
  readonly #exchange: Exchange;
  #isTaken = false;
  readonly #children = new Children();

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  subscribe(): Pollable {
    return new Pollable(
      () => this.#isTaken || this.#exchange.result() !== undefined,
      () => undefined,
      this.#children.add(),
    );
  }

  get(): Outcome | undefined {
    if (this.#isTaken) return { tag: 'err', val: undefined };
    const result = this.#exchange.result();
    if (!result) return undefined;
    this.#isTaken = true;
    if ('failed' in result) return { tag: 'ok', val: { tag: 'err', val: result.failed } };
    const response = new IncomingResponse(result, () => this.#exchange.cancel());
    return { tag: 'ok', val: { tag: 'ok', val: response } };
  }

  /** Ends the request, if its response was not taken. */
  [Symbol.dispose](): void {
    this.#children.requireNone('a future response');
    if (!this.#isTaken) this.#exchange.cancel();
  }
}

/** wasi:http/types.incoming-response */
export class IncomingResponse {
  readonly #response: ReceivedResponse;
  readonly #cancel: () => void;
  #isConsumed = false;

  constructor(response: ReceivedResponse, cancel: () => void) {
    this.#response = response;
    this.#cancel = cancel;
  }

  status(): number {
    return this.#response.status;
  }

  headers(): Fields {
    return Fields.received(this.#response.headers);
  }

  consume(): IncomingBody {
    if (this.#isConsumed) throw undefined;
    this.#isConsumed = true;
    return new IncomingBody(this.#response.body);
  }

  /** A body that was taken outlives its response. */
  [Symbol.dispose](): void {
    if (!this.#isConsumed) this.#cancel();
  }
}
