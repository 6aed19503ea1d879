import { Descriptor as Second, type Mount } from '../filesystem/descriptor.ts';
import {
  openAt,
  type DescriptorFlags,
  type OpenFlags,
  type Opened,
  type PathFlags,
} from '../filesystem/open-at.ts';
import type { NewTimestamp } from '../filesystem/timestamps.ts';
import { appendTo, listOf, readFrom, writeTo, type Entries } from './file-streams.ts';
import { later, toDescriptorType, toStat, type ErrorCode } from './files.ts';
import type { GuestStream, Readable, Result } from './streams.ts';

type End = Promise<Result<never, ErrorCode>>;

/** wasi:filesystem/types.descriptor 0.3: what 0.2 does, with streams of the component model and calls that suspend. */
export class Descriptor {
  readonly #mount: Mount;
  readonly #opened: Opened;
  readonly #second: Second;

  constructor(mount: Mount, opened: Opened) {
    this.#mount = mount;
    this.#opened = opened;
    this.#second = new Second(mount, opened);
  }

  readViaStream(offset: bigint): Readable<ErrorCode> {
    return readFrom(this.#opened, offset);
  }

  writeViaStream(data: GuestStream, offset: bigint): End {
    return writeTo(data, this.#mount, this.#opened, offset);
  }

  appendViaStream(data: GuestStream): End {
    return appendTo(data, this.#mount, this.#opened);
  }

  readDirectory(): Entries {
    return listOf(() => this.#second.readDirectory());
  }

  advise(offset: bigint, length: bigint): Promise<void> {
    return later(() => this.#second.advise(offset, length));
  }

  sync(): Promise<void> {
    return later(() => this.#second.sync());
  }

  syncData(): Promise<void> {
    return later(() => this.#second.syncData());
  }

  getFlags(): Promise<DescriptorFlags> {
    return later(() => this.#second.getFlags());
  }

  getType() {
    return later(() => toDescriptorType(this.#second.getType()));
  }

  setSize(size: bigint): Promise<void> {
    return later(() => this.#second.setSize(size));
  }

  setTimes(access: NewTimestamp, modification: NewTimestamp): Promise<void> {
    return later(() => this.#second.setTimes(access, modification));
  }

  stat() {
    return later(() => toStat(this.#second.stats()));
  }

  statAt(flags: PathFlags, path: string) {
    return later(() => toStat(this.#second.statsAt(flags, path)));
  }

  createDirectoryAt(path: string): Promise<void> {
    return later(() => this.#second.createDirectoryAt(path));
  }

  setTimesAt(
    flags: PathFlags,
    path: string,
    access: NewTimestamp,
    modification: NewTimestamp,
  ): Promise<void> {
    return later(() => this.#second.setTimesAt(flags, path, access, modification));
  }

  linkAt(flags: PathFlags, path: string, to: Descriptor, newPath: string): Promise<void> {
    return later(() => this.#second.linkAt(flags, path, to.#second, newPath));
  }

  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Promise<Descriptor> {
    return later(() => {
      if (!('folder' in this.#opened)) throw 'not-directory';
      const { isReadOnly, handles } = this.#mount;
      const opened = openAt(this.#opened.folder, { path, pathFlags, open, flags }, isReadOnly, handles);
      return new Descriptor(this.#mount, opened);
    });
  }

  readlinkAt(path: string): Promise<string> {
    return later(() => this.#second.readlinkAt(path));
  }

  removeDirectoryAt(path: string): Promise<void> {
    return later(() => this.#second.removeDirectoryAt(path));
  }

  renameAt(path: string, to: Descriptor, newPath: string): Promise<void> {
    return later(() => this.#second.renameAt(path, to.#second, newPath));
  }

  symlinkAt(target: string, path: string): Promise<void> {
    return later(() => this.#second.symlinkAt(target, path));
  }

  unlinkFileAt(path: string): Promise<void> {
    return later(() => this.#second.unlinkFileAt(path));
  }

  isSameObject(other: Descriptor): Promise<boolean> {
    return later(() => this.#second.isSameObject(other.#second));
  }

  metadataHash() {
    return later(() => this.#second.metadataHash());
  }

  metadataHashAt(flags: PathFlags, path: string) {
    return later(() => this.#second.metadataHashAt(flags, path));
  }

  [Symbol.dispose](): void {
    this.#second[Symbol.dispose]();
  }
}
