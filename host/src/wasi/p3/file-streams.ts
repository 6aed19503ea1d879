import type { Mount } from '../filesystem/descriptor.ts';
import type { DirectoryEntryStream } from '../filesystem/directory-entry-stream.ts';
import type { Opened } from '../filesystem/open-at.ts';
import type { OpenFile } from '../filesystem/open-file.ts';
import { errorCode, toDescriptorType, type ErrorCode } from './files.ts';
import {
  failure,
  OK,
  piecesOf,
  readable,
  refuseBytes,
  refused,
  type GuestStream,
  type Readable,
  type Result,
} from './streams.ts';

type End = Promise<Result<never, ErrorCode>>;

/** The stream of a file from `offset` on. It holds the file open. */
export function readFrom(opened: Opened, offset: bigint): Readable<ErrorCode> {
  if (!('file' in opened)) return refused(errorCode('is-directory'));
  const { file } = opened;
  let at = offset;
  const read = (limit: number): Uint8Array | undefined => {
    const bytes = file.read(BigInt(limit), at);
    at += BigInt(bytes.length);
    return bytes.length === 0 ? undefined : bytes;
  };
  return readable({ read, ready: () => true, close: file.share() }, errorCode);
}

/** Writes a guest's bytes into a file from `offset` on. */
export function writeTo(data: GuestStream, mount: Mount, opened: Opened, offset: bigint): End {
  let at = offset;
  return write(data, mount, opened, offset, (file, bytes) => {
    file.write(bytes, at);
    at += BigInt(bytes.length);
  });
}

/** Appends a guest's bytes to the current end of a file. */
export const appendTo = (data: GuestStream, mount: Mount, opened: Opened): End =>
  write(data, mount, opened, 0n, (file, bytes) => file.append(bytes));

async function write(
  data: GuestStream,
  mount: Mount,
  opened: Opened,
  offset: bigint,
  put: (file: OpenFile, bytes: Uint8Array) => void,
): End {
  let release: (() => void) | undefined;
  try {
    if (!('file' in opened)) throw 'bad-descriptor';
    if (mount.isReadOnly) throw 'not-permitted';
    release = opened.file.share();
    // Without bytes it succeeds; and the guest has those back that are not written.
    if (!opened.file.mayWrite(offset)) {
      const length = await refuseBytes(data);
      if (length > 0) opened.file.requireRoom(BigInt(length), offset);
      return OK;
    }
    for await (const piece of piecesOf(data)) put(opened.file, piece);
    return OK;
  } catch (error) {
    data[Symbol.dispose]();
    return failure(errorCode(error));
  } finally {
    release?.();
  }
}

interface Entry {
  readonly type: { readonly tag: string };
  readonly name: string;
}
export type Entries = [stream: Iterable<Entry>, end: End];

/** The entries of a folder, and whether they could be read. */
export function listOf(open: () => DirectoryEntryStream): Entries {
  try {
    const from = open();
    const next = (): IteratorResult<Entry, undefined> => {
      const entry = from.readDirectoryEntry();
      if (!entry) return { done: true, value: undefined };
      return { done: false, value: { ...entry, type: toDescriptorType(entry.type) } };
    };
    return [{ [Symbol.iterator]: () => ({ next }) }, Promise.resolve(OK)];
  } catch (error) {
    return [[], Promise.resolve(failure(errorCode(error)))];
  }
}
