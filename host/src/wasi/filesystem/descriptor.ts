import * as fs from 'node:fs';
import { InputStream, readySource } from '../input-stream.ts';
import { OutputStream, type Sink } from '../output-stream.ts';
import { attempt } from './errors.ts';
import { locate } from './sandbox.ts';
import { metadataHash, toSeconds, toStat, typeOf, type NewTimestamp } from './stat.ts';

export type DescriptorFlags = Readonly<Record<'read' | 'write' | 'mutateDirectory', boolean>> &
  Record<string, boolean>;
type PathFlags = { readonly symlinkFollow?: boolean };
type OpenFlags = Readonly<Record<'create' | 'directory' | 'exclusive' | 'truncate', boolean>>;

/** What a preopen allows below it. */
export interface Mount {
  /** A real path, without links. */
  readonly root: string;
  readonly readOnly: boolean;
}

/** wasi:filesystem/types.descriptor: a folder by its path, a file by an open handle as well. */
export class Descriptor {
  readonly #mount: Mount;
  readonly #path: string;
  readonly #flags: DescriptorFlags;
  readonly #fd: number | undefined;
  /** A stream may outlive its descriptor: then the handle stays open until the guest ends. */
  #hasStreams = false;

  constructor(mount: Mount, path: string, flags: DescriptorFlags, fd?: number) {
    this.#mount = mount;
    this.#path = path;
    this.#flags = flags;
    this.#fd = fd;
  }

  readViaStream(offset: bigint): InputStream {
    const fd = this.#file();
    let at = Number(offset);
    this.#hasStreams = true;
    const read = (limit: number): Uint8Array | undefined => {
      const bytes = new Uint8Array(limit);
      const length = fs.readSync(fd, bytes, 0, limit, at);
      at += length;
      return length === 0 && limit > 0 ? undefined : bytes.subarray(0, length);
    };
    return new InputStream(readySource(read));
  }

  writeViaStream(offset: bigint): OutputStream {
    let at = Number(offset);
    return this.#output((bytes) => {
      at += this.#writeAll(bytes, at);
    });
  }

  appendViaStream(): OutputStream {
    return this.#output((bytes) => void this.#writeAll(bytes, Number(this.#stats().size)));
  }

  advise(): void {}

  sync(): void {
    attempt(() => fs.fsyncSync(this.#file()));
  }

  syncData(): void {
    attempt(() => fs.fdatasyncSync(this.#file()));
  }

  getFlags(): DescriptorFlags {
    return this.#flags;
  }

  getType(): string {
    return typeOf(this.#stats());
  }

  setSize(size: bigint): void {
    this.#mayWrite();
    attempt(() => fs.ftruncateSync(this.#file(), Number(size)));
  }

  setTimes(access: NewTimestamp, modification: NewTimestamp): void {
    this.#mayWrite();
    this.#setTimes(this.#path, access, modification);
  }

  read(length: bigint, offset: bigint): [bytes: Uint8Array, atEnd: boolean] {
    const bytes = new Uint8Array(Number(length < 1_048_576n ? length : 1_048_576n));
    const count = attempt(() => fs.readSync(this.#file(), bytes, 0, bytes.length, Number(offset)));
    return [bytes.subarray(0, count), count === 0 && bytes.length > 0];
  }

  write(bytes: Uint8Array, offset: bigint): bigint {
    this.#mayWrite();
    return BigInt(attempt(() => this.#writeAll(bytes, Number(offset))));
  }

  readDirectory(): DirectoryEntryStream {
    const entries = attempt(() => fs.readdirSync(this.#path, { withFileTypes: true }));
    return new DirectoryEntryStream(entries);
  }

  createDirectoryAt(path: string): void {
    this.#mayChange();
    attempt(() => fs.mkdirSync(this.#at(path, false)));
  }

  stat() {
    return toStat(this.#stats());
  }

  statAt({ symlinkFollow = false }: PathFlags, path: string) {
    return toStat(attempt(() => fs.lstatSync(this.#at(path, symlinkFollow), { bigint: true })));
  }

  setTimesAt(
    { symlinkFollow = false }: PathFlags,
    path: string,
    access: NewTimestamp,
    modification: NewTimestamp,
  ): void {
    this.#mayChange();
    this.#setTimes(this.#at(path, symlinkFollow), access, modification);
  }

  linkAt({ symlinkFollow = false }: PathFlags, path: string, to: Descriptor, newPath: string): void {
    this.#mayChange();
    to.#mayChange();
    attempt(() => fs.linkSync(this.#at(path, symlinkFollow), to.#at(newPath, false)));
  }

  openAt(
    { symlinkFollow = false }: PathFlags,
    path: string,
    open: OpenFlags,
    flags: DescriptorFlags,
  ): Descriptor {
    if (open.create || open.truncate || flags.write) this.#mayChange();
    const target = this.#at(path, symlinkFollow);
    const isFolder = fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!symlinkFollow && fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) throw 'loop';
    if (open.directory && !isFolder) throw fs.existsSync(target) ? 'not-directory' : 'no-entry';
    if (isFolder) return this.#openFolder(target, open, flags);
    const fd = attempt(() => fs.openSync(target, modeOf(open, flags)));
    return new Descriptor(this.#mount, target, { ...flags, mutateDirectory: false }, fd);
  }

  readlinkAt(path: string): string {
    return attempt(() => fs.readlinkSync(this.#at(path, false)));
  }

  removeDirectoryAt(path: string): void {
    this.#mayChange();
    attempt(() => fs.rmdirSync(this.#at(path, false)));
  }

  renameAt(path: string, to: Descriptor, newPath: string): void {
    this.#mayChange();
    to.#mayChange();
    attempt(() => fs.renameSync(this.#at(path, false), to.#at(newPath, false)));
  }

  symlinkAt(target: string, path: string): void {
    this.#mayChange();
    if (target.startsWith('/')) throw 'not-permitted';
    attempt(() => fs.symlinkSync(target, this.#at(path, false)));
  }

  unlinkFileAt(path: string): void {
    this.#mayChange();
    const target = this.#at(path, false);
    if (fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) throw 'is-directory';
    attempt(() => fs.unlinkSync(target));
  }

  isSameObject(other: Descriptor): boolean {
    const [a, b] = [this.#stats(), other.#stats()];
    return a.dev === b.dev && a.ino === b.ino;
  }

  metadataHash() {
    return metadataHash(this.#stats());
  }

  metadataHashAt({ symlinkFollow = false }: PathFlags, path: string) {
    return metadataHash(attempt(() => fs.lstatSync(this.#at(path, symlinkFollow), { bigint: true })));
  }

  [Symbol.dispose](): void {
    if (this.#fd !== undefined && !this.#hasStreams) fs.closeSync(this.#fd);
  }

  #at(path: string, follow: boolean): string {
    return locate(this.#mount.root, this.#path, path, follow);
  }

  #openFolder(path: string, open: OpenFlags, flags: DescriptorFlags): Descriptor {
    if (open.exclusive && open.create) throw 'exist';
    if (open.truncate || flags.write) throw 'is-directory';
    return new Descriptor(this.#mount, path, flags);
  }

  #output(sink: Sink): OutputStream {
    this.#mayWrite();
    this.#file();
    this.#hasStreams = true;
    return new OutputStream(sink);
  }

  #writeAll(bytes: Uint8Array, position: number): number {
    let done = 0;
    while (done < bytes.length) {
      done += fs.writeSync(this.#file(), bytes, done, bytes.length - done, position + done);
    }
    return done;
  }

  #setTimes(path: string, access: NewTimestamp, modification: NewTimestamp): void {
    const { atimeNs, mtimeNs } = attempt(() => fs.lstatSync(path, { bigint: true }));
    attempt(() => fs.lutimesSync(path, toSeconds(access, atimeNs), toSeconds(modification, mtimeNs)));
  }

  #file(): number {
    if (this.#fd === undefined) throw 'is-directory';
    return this.#fd;
  }

  #stats(): fs.BigIntStats {
    const fd = this.#fd;
    return attempt(() =>
      fd === undefined ? fs.statSync(this.#path, { bigint: true }) : fs.fstatSync(fd, { bigint: true }),
    );
  }

  #mayWrite(): void {
    if (this.#mount.readOnly || !this.#flags.write)
      throw this.#mount.readOnly ? 'read-only' : 'bad-descriptor';
  }

  #mayChange(): void {
    if (this.#mount.readOnly) throw 'read-only';
  }
}

const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = fs.constants;

function modeOf(open: OpenFlags, { read, write }: DescriptorFlags): number {
  const access = write ? (read ? O_RDWR : O_WRONLY) : O_RDONLY;
  return access | (open.create ? O_CREAT : 0) | (open.exclusive ? O_EXCL : 0) | (open.truncate ? O_TRUNC : 0);
}

/** wasi:filesystem/types.directory-entry-stream */
export class DirectoryEntryStream {
  readonly #entries: readonly fs.Dirent[];
  #next = 0;

  constructor(entries: readonly fs.Dirent[]) {
    this.#entries = entries;
  }

  readDirectoryEntry(): { type: string; name: string } | undefined {
    const entry = this.#entries[this.#next++];
    return entry && { type: typeOf(entry), name: entry.name };
  }
}
