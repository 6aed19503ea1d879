/**
 * How streams and futures of WASI 0.3 cross between the host and a guest: a stream that the guest reads is an async
 * iterator of pieces, one that it hands over has `read`; a future is a promise, its result a tagged value.
 */
import type { Source } from '../input-stream.ts';
import { until } from '../wake.ts';

/** The value of a future with a result. */
export type Result<Ok, Err> =
  { readonly tag: 'ok'; readonly val?: Ok | undefined } | { readonly tag: 'err'; readonly val: Err };

/** With its value, or the bindings take the whole for the value of one. */
export const OK = { tag: 'ok', val: undefined } as const;
export const failure = <Err>(val: Err): Result<never, Err> => ({ tag: 'err', val });

/** A stream that a guest writes and the host reads. */
export interface GuestStream {
  /**
   * @param options `rejectLength`: of a write of more bytes nothing is taken, and the stream is dropped; its length is
   *   `rejectedLength` then
   */
  read(options: { readonly count: number; readonly rejectLength?: number }): Promise<{
    readonly value?: ArrayLike<number> | number;
    readonly done: boolean;
    readonly rejectedLength?: number;
  }>;
  [Symbol.dispose](): void;
}

/** The most that one step of a stream moves, so that no stream holds more than that on its way. */
const PIECE = 65_536;

/** The pieces that a guest writes, until it closes its end. The stream is dropped then, or when reading stops. */
export function piecesOf(stream: GuestStream): Pieces {
  let isOver = false;
  const end = (): IteratorReturnResult<undefined> => {
    if (!isOver) stream[Symbol.dispose]();
    isOver = true;
    return { done: true, value: undefined };
  };
  return piecesFrom(async () => {
    if (isOver) return end();
    const { value } = await stream.read({ count: PIECE });
    if (value === undefined) return end();
    return { done: false, value: bytesOf(value) };
  }, end);
}

/** The length of the first write of a stream, of which nothing is taken; 0 where the guest closes it before. */
export async function refuseBytes(stream: GuestStream): Promise<number> {
  const { rejectedLength = 0 } = await stream.read({ count: 1, rejectLength: 0 });
  stream[Symbol.dispose]();
  return rejectedLength;
}

/** Bytes come as such, and one byte as a number. */
const bytesOf = (value: ArrayLike<number> | number): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'number' ? Uint8Array.of(value) : Uint8Array.from(value);
};

export type Pieces = AsyncIterableIterator<Uint8Array, undefined, number | undefined>;

function piecesFrom(
  next: (wanted?: number) => Promise<IteratorResult<Uint8Array, undefined>>,
  end: () => IteratorReturnResult<undefined>,
): Pieces {
  const pieces = { next, return: () => Promise.resolve(end()), [Symbol.asyncIterator]: () => pieces };
  return pieces;
}

/** A stream that the host feeds and a guest reads, and what comes of it. */
export type Readable<Err, Ok = never> = [stream: Pieces, end: Promise<Result<Ok, Err>>];

/**
 * A guest's stream from a source, which is read when the guest reads.
 * @param errorOf the error code of a failure
 * @param okOf what follows the stream
 */
export function readable<Err, Ok = never>(
  source: Source,
  errorOf: (error: unknown) => Err,
  okOf: () => Result<Ok, Err> = () => OK,
): Readable<Err, Ok> {
  let settle: (result: Result<Ok, Err>) => void = () => {};
  const end = new Promise<Result<Ok, Err>>((done) => (settle = done));
  let isOver = false;
  const finish = (result: Result<Ok, Err>): IteratorReturnResult<undefined> => {
    if (!isOver) source.close?.();
    isOver = true;
    settle(result);
    return { done: true, value: undefined };
  };
  // Reads no more than the guest requests, since the rest is for the next stream of the source.
  const next = async (wanted = PIECE): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (isOver) return finish(OK);
    try {
      await until(() => isOver || source.ready());
      const value = isOver ? undefined : source.read(Math.min(wanted, PIECE));
      return value === undefined ? finish(okOf()) : { done: false, value };
    } catch (error) {
      return finish(failure(errorOf(error)));
    }
  };
  return [piecesFrom(next, () => finish(OK)), end];
}

/** A stream without anything in it, and why. */
export function refused<Err>(error: Err): Readable<Err> {
  const end = (): IteratorReturnResult<undefined> => ({ done: true, value: undefined });
  return [piecesFrom(() => Promise.resolve(end()), end), Promise.resolve(failure(error))];
}
