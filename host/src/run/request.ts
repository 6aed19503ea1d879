import type { IncomingMessage } from 'node:http';
import { isConnectionHeader, type FieldEntry } from '../wasi/http/fields.ts';
import type { RequestHead } from '../wasi/http/messages.ts';

export function headOf(request: IncomingMessage): RequestHead {
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    authority: request.headers.host,
    headers: fieldsOf(request.rawHeaders),
  };
}

/** Names and values in turn, as Node read them: one byte a character. */
function fieldsOf(raw: readonly string[]): FieldEntry[] {
  const entries: FieldEntry[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    if (!isConnectionHeader(name))
      entries.push([name, new Uint8Array(Buffer.from(raw[at + 1] ?? '', 'latin1'))]);
  }
  return entries;
}
