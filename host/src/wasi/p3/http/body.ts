/** The body of a message: from a guest's stream and future, or from the network. */
import { codeOf, SILENT, type ErrorCode } from '../../http/error-code.ts';
import { Fields as Second } from '../../http/fields.ts';
import type { BodySource } from '../../http/incoming-body.ts';
import { failure, OK, piecesOf, readable, type GuestStream, type Readable, type Result } from '../streams.ts';
import { Fields } from './fields.ts';

export type Trailers = Result<Fields | undefined, ErrorCode>;
export type Sent = Result<never, ErrorCode>;

export interface Body {
  /** Whether the message has no content. */
  readonly isEmpty: boolean;
  /** Its pieces, and what follows them. */
  open(): Readable<ErrorCode, Fields | undefined>;
  /** The outcome of its transfer; the first report counts. */
  report(result: Sent): void;
  drop(): void;
}

/** @returns the body, and what comes of its way */
export function guestBody(
  contents: GuestStream | undefined,
  trailers: PromiseLike<Trailers>,
): [body: Body, sent: Promise<Sent>] {
  let report: (result: Sent) => void = () => {};
  const sent = new Promise<Sent>((done) => (report = done));
  // A guest that writes the future waits until it is read.
  const end = (): Promise<Trailers> =>
    Promise.resolve(trailers).catch(() => failure({ tag: 'internal-error' }));
  const body: Body = {
    isEmpty: contents === undefined,
    open: () => [contents ? piecesOf(contents) : nothing(), end()],
    report,
    drop: () => {
      contents?.[Symbol.dispose]();
      void end();
      report(OK);
    },
  };
  return [body, sent];
}

export function receivedBody(source: BodySource): Body {
  const trailersOf = (): Trailers => {
    const entries = source.trailers();
    return { tag: 'ok', val: entries.length > 0 ? new Fields(Second.received(entries)) : undefined };
  };
  return {
    isEmpty: false,
    open: () => readable(source, reasonOf, trailersOf),
    report: () => {},
    drop: () => source.close?.(),
  };
}

const reasonOf = (error: unknown): ErrorCode =>
  (error as Error).message === SILENT ? { tag: 'connection-read-timeout' } : codeOf(error);

const nothing = () => readable({ read: () => undefined, ready: () => true }, codeOf)[0];

/** A body from `consume-body`: its reader's outcome is reported to its creator. */
export function consume(body: Body, read: PromiseLike<Sent>): ReturnType<Body['open']> {
  Promise.resolve(read).then(
    (result) => body.report(result),
    () => body.report(OK),
  );
  return body.open();
}
