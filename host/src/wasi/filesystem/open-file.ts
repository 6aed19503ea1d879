import * as fs from 'node:fs';
import { attempt } from './errors.ts';
import { folderKind } from './folder.ts';
import { inTurn } from './lock.ts';
import type { OpenHandles } from './open-handles.ts';

/** The largest offset that the system takes. */
const MOST_OFFSET = 2n ** 63n - 1n;
const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);
/** The maximum of bytes of one read, as in wasmtime 49: a guest sees how many it gets. */
const MOST_AT_ONCE = 65_536n;
const { O_APPEND, O_WRONLY } = fs.constants;

/** An open file, shared by a descriptor and its streams: it closes with the last of them. Throws bare error-codes. */
export class OpenFile {
  readonly fd: number;
  readonly #canRead: boolean;
  readonly #canWrite: boolean;
  readonly #handles: OpenHandles;
  readonly #close: () => void;
  /** The same file, opened to append; see `append`. */
  #appender: { readonly fd: number; readonly close: () => void } | undefined;
  #users = 1;

  constructor(fd: number, access: { readonly read: boolean; readonly write: boolean }, handles: OpenHandles) {
    this.fd = fd;
    this.#canRead = access.read;
    this.#canWrite = access.write;
    this.#handles = handles;
    this.#close = handles.add(() => fs.closeSync(fd));
  }

  /** Counts one more user; call the result when it no longer uses the file. */
  share(): () => void {
    this.#users++;
    return () => this.release();
  }

  release(): void {
    if (--this.#users > 0) return;
    this.#appender?.close();
    this.#close();
  }

  stats(): fs.BigIntStats {
    return attempt(() => fs.fstatSync(this.fd, { bigint: true }));
  }

  /** None at the end. */
  read(length: bigint, offset: bigint): Uint8Array {
    if (!this.#canRead) throw 'bad-descriptor';
    const bytes = new Uint8Array(Number(length < MOST_AT_ONCE ? length : MOST_AT_ONCE));
    if (offset + BigInt(bytes.length) > MOST_OFFSET) throw 'invalid';
    // No file is that long.
    if (offset > MOST_EXACT) return new Uint8Array();
    const count = attempt(() => fs.readSync(this.fd, bytes, 0, bytes.length, Number(offset)));
    return bytes.subarray(0, count);
  }

  /** Whether any byte can be written there. */
  mayWrite(offset: bigint): boolean {
    return this.#canWrite && offset < MOST_EXACT;
  }

  /** @throws the error-code with which a write of so many bytes fails before it begins, if it does */
  requireRoom(length: bigint, offset: bigint): void {
    if (!this.#canWrite) throw 'bad-descriptor';
    if (offset + length > MOST_OFFSET) throw 'invalid';
    if (length > 0n && offset + length > MOST_EXACT) throw 'file-too-large';
  }

  /** Writes all of it. */
  write(bytes: Uint8Array, offset: bigint): void {
    this.requireRoom(BigInt(bytes.length), offset);
    writeAll(this.fd, bytes, Number(offset));
  }

  /** Writes all of it behind the end, which another guest may move at the same time. */
  append(bytes: Uint8Array): void {
    this.requireRoom(BigInt(bytes.length), 0n);
    this.#appender ??= this.#openToAppend();
    if (this.#appender) writeAll(this.#appender.fd, bytes);
    else inTurn(() => this.write(bytes, this.stats().size));
  }

  resize(size: bigint): void {
    // The system's error for a file that is not open for writing.
    if (!this.#canWrite || size > MOST_OFFSET) throw 'invalid';
    if (size > MOST_EXACT) throw 'file-too-large';
    attempt(() => fs.ftruncateSync(this.fd, Number(size)));
  }

  /** Only Linux can reopen an open file, and not after its permissions have changed. */
  #openToAppend(): { readonly fd: number; readonly close: () => void } | undefined {
    if (folderKind !== 'handle') return undefined;
    try {
      const fd = fs.openSync(`/proc/self/fd/${this.fd}`, O_WRONLY | O_APPEND);
      return { fd, close: this.#handles.add(() => fs.closeSync(fd)) };
    } catch {
      return undefined;
    }
  }
}

/** @param position where the first byte goes; without one, where the system puts it */
function writeAll(fd: number, bytes: Uint8Array, position?: number): void {
  for (let done = 0; done < bytes.length;) {
    const at = position === undefined ? null : position + done;
    done += attempt(() => fs.writeSync(fd, bytes, done, bytes.length - done, at));
  }
}
