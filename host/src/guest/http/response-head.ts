/** Restrictions of HTTP/1.1 and Node.js on a message. */
import type { ServerResponse } from 'node:http';
import type { TextField } from '../../wasi/http/fields.ts';

export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly TextField[];
  /** Whether no body follows. */
  readonly isEmpty: boolean;
}

/** Statuses whose responses have no body (RFC 9110, section 6.4.1). */
export const isBodiless = (status: number): boolean => status < 200 || status === 204 || status === 304;

/** A tunnel follows the head, which no guest can give (RFC 9110, section 9.3.6). */
export const isTunnel = ({ req }: ServerResponse, status: number): boolean =>
  req.method === 'CONNECT' && status >= 200 && status < 300;

const valuesOf = (fields: readonly TextField[], wanted: string): string[] =>
  fields.filter(([name]) => name === wanted).map(([, value]) => value);

/** @throws Error when no client could read the response */
export function refuseUnsendable({ status, headers }: ResponseHead): void {
  // 101 is the last response of its connection; other interim statuses announce one that no guest gives.
  if (status < 200 && status !== 101)
    throw new Error(`the status ${status} is an interim one, which cannot end a request`);
  if (new Set(valuesOf(headers, 'content-length')).size > 1)
    throw new Error('it has a content-length and another one');
}

/**
 * The fields as they are sent. Of equal lengths one is enough, and a response without a body has the length 0;
 * trailers follow chunks, and Node.js refuses to announce them elsewhere.
 */
export function sendable(
  response: ServerResponse,
  { status, headers, isEmpty }: ResponseHead,
): readonly TextField[] {
  const { req } = response;
  if (isTunnel(response, status))
    return headers.filter(([name]) => name !== 'content-length' && name !== 'trailer');
  const mayHaveBody = req.method !== 'HEAD' && !isBodiless(status);
  const lengths = headers.filter(([name]) => name === 'content-length').slice(0, 1);
  const length: readonly TextField[] = isEmpty && mayHaveBody ? [['content-length', '0']] : lengths;
  const isChunked = req.httpVersionMinor > 0 && mayHaveBody && length.length === 0;
  const others = headers.filter(([name]) => name !== 'content-length' && (name !== 'trailer' || isChunked));
  return [...length, ...others];
}

/** The trailers that the head announces; none when the client does not take trailers. */
export function sendableTrailers(
  { req }: ServerResponse,
  head: readonly TextField[],
  trailers: readonly TextField[],
): readonly TextField[] {
  const takes = listed([req.headers.te ?? []].flat()).has('trailers');
  return takes ? announcedTrailers(head, trailers) : [];
}

export function announcedTrailers(
  head: readonly TextField[],
  trailers: readonly TextField[],
): readonly TextField[] {
  const announced = listed(valuesOf(head, 'trailer'));
  return trailers.filter(([name]) => announced.has(name));
}

/** The tokens of comma-separated values, without their parameters. */
const listed = (values: readonly string[]): Set<string> =>
  new Set(
    values
      .flatMap((value) => value.split(','))
      .map((token) => token.replace(/;.*/s, '').trim().toLowerCase()),
  );
