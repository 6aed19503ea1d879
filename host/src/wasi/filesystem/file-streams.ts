import { InputStream, readySource } from '../input-stream.ts';
import { OutputStream } from '../output-stream.ts';
import { attemptInStream } from './errors.ts';
import type { OpenFile } from './open-file.ts';

/** The stream of a file from `offset` on. It holds the file open. */
export function readFrom(file: OpenFile, offset: bigint): InputStream {
  let at = offset;
  const source = readySource((limit) => {
    const bytes = attemptInStream(() => file.read(BigInt(limit), at));
    at += BigInt(bytes.length);
    return bytes.length === 0 ? undefined : bytes;
  });
  return new InputStream(source, file.share());
}

/** The stream into a file from `offset` on. It holds the file open. */
export function writeFrom(file: OpenFile, offset: bigint): OutputStream {
  let at = offset;
  return outputTo(file, (bytes) => {
    file.write(bytes, at);
    at += BigInt(bytes.length);
  });
}

/** The stream that writes behind the end of a file, wherever that is by then. It holds the file open. */
export const appendTo = (file: OpenFile): OutputStream => outputTo(file, (bytes) => file.append(bytes));

const outputTo = (file: OpenFile, write: (bytes: Uint8Array) => void): OutputStream =>
  new OutputStream((bytes) => attemptInStream(() => write(bytes)), { later: true, onDrop: file.share() });
