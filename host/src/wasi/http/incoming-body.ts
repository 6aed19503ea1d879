import { Children } from '../children.ts';
import { InputStream, sourceOf, type Source } from '../input-stream.ts';
import { Pollable } from '../pollable.ts';
import { codeOf, type ErrorCode } from './error-code.ts';
import { Fields, type FieldEntry } from './fields.ts';

/** The source of a body, and its trailers. */
export interface BodySource extends Source {
  /** The trailers; known once `read` has reached the end. */
  trailers(): readonly FieldEntry[];
}

/** A body that is here already, without trailers. */
export const withoutTrailers = (source: Source): BodySource => ({
  read: (limit) => source.read(limit),
  ready: () => source.ready(),
  trailers: () => [],
});

/** wasi:http/types.incoming-body */
export class IncomingBody {
  readonly #source: BodySource;
  #hasStream = false;
  /** The guest has seen the failure; there are no trailers behind it. */
  #isFailed = false;
  readonly #children = new Children();

  constructor(source: BodySource) {
    this.#source = source;
  }

  stream(): InputStream {
    if (this.#hasStream) throw undefined;
    this.#hasStream = true;
    // The source stays open behind the end of the stream: trailers follow.
    const source = { read: (limit: number) => this.#read(limit), ready: () => this.#source.ready() };
    return new InputStream(source, this.#children.add());
  }

  #read(limit: number): Uint8Array | undefined {
    try {
      return this.#source.read(limit);
    } catch (error) {
      this.#isFailed = true;
      throw error;
    }
  }

  static finish(body: IncomingBody): FutureTrailers {
    body.#children.requireNone('an incoming body');
    return new FutureTrailers(body.#isFailed ? withoutTrailers(sourceOf(new Uint8Array())) : body.#source);
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('an incoming body');
    this.#source.close?.();
  }
}

type Trailers =
  { readonly tag: 'ok'; readonly val: Fields | undefined } | { readonly tag: 'err'; readonly val: ErrorCode };

/** Trailers, which are known once the rest of the body has been read past. */
export class FutureTrailers {
  readonly #source: BodySource;
  #result: Trailers | undefined;
  #isTaken = false;
  readonly #children = new Children();

  constructor(source: BodySource) {
    this.#source = source;
  }

  subscribe(): Pollable {
    return new Pollable(
      () => this.#settle(),
      () => undefined,
      this.#children.add(),
    );
  }

  get() {
    if (!this.#settle()) return undefined;
    if (this.#isTaken) return { tag: 'err', val: undefined };
    this.#isTaken = true;
    return { tag: 'ok', val: this.#result };
  }

  /** Discards the body's bytes that have arrived; true at its end. */
  #settle(): boolean {
    try {
      while (!this.#result && this.#source.ready())
        if (this.#source.read(SKIPPED_AT_ONCE) === undefined)
          this.#result = { tag: 'ok', val: fieldsOf(this.#source.trailers()) };
    } catch (error) {
      this.#result = { tag: 'err', val: codeOf(error) };
    }
    return this.#result !== undefined;
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('a future of trailers');
    this.#source.close?.();
  }
}

const SKIPPED_AT_ONCE = 1_048_576;

const fieldsOf = (trailers: readonly FieldEntry[]): Fields | undefined =>
  trailers.length > 0 ? Fields.received(trailers) : undefined;
