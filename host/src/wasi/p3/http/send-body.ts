import { HttpError, type ErrorCode } from '../../http/error-code.ts';
import { contentLength, type Fields as Second } from '../../http/fields.ts';
import type { BodySink } from '../../http/outgoing-body.ts';
import { until } from '../../wake.ts';
import { failure, OK } from '../streams.ts';
import type { Body, Sent } from './body.ts';
import { Fields } from './fields.ts';

/** The result of a body whose rest nobody takes: not why an exchange failed, but its consequence. */
export const CLOSED: Sent = failure({ tag: 'HTTP-protocol-error' });

/**
 * Sends a body where a message goes, as fast as that takes it.
 * @param sizeError the case of error-code for another length than announced
 */
export async function sendBody(
  body: Body,
  headers: Second,
  sink: BodySink,
  sizeError: string,
): Promise<Sent> {
  const result = await send(body, contentLength(headers), sink, sizeError);
  if (result.tag === 'err') sink.broken(`the body ended with the error ${result.val.tag}`);
  return result;
}

async function send(
  body: Body,
  expected: bigint | undefined,
  sink: BodySink,
  sizeError: string,
): Promise<Sent> {
  const [pieces, end] = body.open();
  const isClosed = (): boolean => sink.isClosed?.() ?? false;
  let written = 0n;
  const isOff = (): boolean => expected !== undefined && written > expected;
  try {
    for await (const piece of pieces) {
      written += BigInt(piece.length);
      if (isOff()) return failure(sizeFailure(sizeError, written));
      await until(() => isClosed() || (sink.room?.() ?? 1) > 0);
      if (isClosed()) return CLOSED;
      sink.write(piece);
    }
  } catch (error) {
    if (error instanceof HttpError) return failure(error.code);
    throw error;
  }
  const trailers = await end;
  if (trailers.tag === 'err') return trailers;
  if (expected !== undefined && !body.isEmpty && written !== expected)
    return failure(sizeFailure(sizeError, written));
  sink.end(trailers.val ? Fields.second(trailers.val).entries() : []);
  return OK;
}

const sizeFailure = (tag: string, val: bigint): ErrorCode => ({ tag, val });
