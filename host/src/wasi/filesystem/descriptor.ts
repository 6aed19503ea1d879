import * as fs from 'node:fs';
import type { InputStream } from '../input-stream.ts';
import type { OutputStream } from '../output-stream.ts';
import { DirectoryEntryStream } from './directory-entry-stream.ts';
import { attempt } from './errors.ts';
import { appendTo, readFrom, writeFrom } from './file-streams.ts';
import type { Folder } from './folder.ts';
import { openAt, type DescriptorFlags, type OpenFlags, type Opened, type PathFlags } from './open-at.ts';
import type { OpenFile } from './open-file.ts';
import type { OpenHandles } from './open-handles.ts';
import { readLink, resolve, type Place, type ResolveOptions } from './resolve.ts';
import { metadataHash, toStat, typeOf } from './stat.ts';
import type { NewTimestamp } from './timestamps.ts';
import { hostFiles } from './host-files.ts';
import { setTimes } from './times.ts';

/** The state that a descriptor shares with its instance and grant. */
export interface Mount {
  readonly isReadOnly: boolean;
  readonly handles: OpenHandles;
}

/** wasi:filesystem/types.descriptor: an open folder or an open file. */
export class Descriptor {
  readonly #mount: Mount;
  readonly #opened: Opened;
  readonly #close: () => void;

  constructor(mount: Mount, opened: Opened) {
    this.#mount = mount;
    this.#opened = opened;
    if ('file' in opened) this.#close = () => opened.file.release();
    else this.#close = mount.handles.add(() => opened.folder.close());
  }

  readViaStream(offset: bigint): InputStream {
    if (!('file' in this.#opened)) throw 'is-directory';
    return readFrom(this.#opened.file, offset);
  }

  writeViaStream(offset: bigint): OutputStream {
    const file = this.#file();
    this.#requireWritable();
    return writeFrom(file, offset);
  }

  appendViaStream(): OutputStream {
    const file = this.#file();
    this.#requireWritable();
    return appendTo(file);
  }

  advise(_offset: bigint, length: bigint): void {
    this.#file();
    if (BigInt.asIntN(64, length) < 0n) throw 'invalid';
  }

  sync(): void {
    this.#sync((fd) => hostFiles().sync(fd, 'all'));
  }

  syncData(): void {
    this.#sync((fd) => hostFiles().sync(fd, 'data'));
  }

  getFlags(): DescriptorFlags {
    return this.#opened.flags;
  }

  getType(): string {
    return typeOf(this.stats());
  }

  setSize(size: bigint): void {
    const file = this.#file();
    this.#requireWritable();
    file.resize(size);
  }

  setTimes(access: NewTimestamp, modification: NewTimestamp): void {
    this.#requireWritable();
    const opened = this.#opened;
    if ('file' in opened) return setTimes({ fd: opened.file.fd }, access, modification);
    const { folder, isGranted = false } = opened;
    // wasmtime holds it by a handle that names a place and is not open, which the system gives no times.
    const isNothing = [access, modification].every(({ tag }) => tag === 'no-change');
    if (isGranted && !isNothing) throw 'bad-descriptor';
    folder.guard(() => setTimes({ path: folder.at('.') }, access, modification));
  }

  read(length: bigint, offset: bigint): [bytes: Uint8Array, atEnd: boolean] {
    const bytes = this.#file().read(length, offset);
    return [bytes, bytes.length === 0];
  }

  write(bytes: Uint8Array, offset: bigint): bigint {
    const file = this.#file();
    this.#requireWritable();
    file.write(bytes, offset);
    return BigInt(bytes.length);
  }

  readDirectory(): DirectoryEntryStream {
    const folder = this.#folder();
    const list = () => fs.readdirSync(folder.at('.'), { withFileTypes: true, encoding: 'buffer' });
    return new DirectoryEntryStream(attempt(() => folder.guard(list)));
  }

  createDirectoryAt(path: string): void {
    this.#change(path, { slash: 'ignored' }, ({ folder, name }) => fs.mkdirSync(folder.at(name)));
  }

  stat() {
    return toStat(this.stats());
  }

  statAt(flags: PathFlags, path: string) {
    return toStat(this.statsAt(flags, path));
  }

  setTimesAt(flags: PathFlags, path: string, access: NewTimestamp, modification: NewTimestamp): void {
    this.#change(path, { follow: flags.symlinkFollow === true }, ({ folder, name }) =>
      setTimes({ path: folder.at(name) }, access, modification),
    );
  }

  linkAt({ symlinkFollow = false }: PathFlags, path: string, to: Descriptor, newPath: string): void {
    this.#folder();
    to.#folder();
    this.#requireWritable();
    to.#requireWritable();
    if (symlinkFollow) throw 'invalid';
    this.#change(path, {}, (from) =>
      to.#change(newPath, {}, ({ folder, name }) => fs.linkSync(from.folder.at(from.name), folder.at(name))),
    );
  }

  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Descriptor {
    const { isReadOnly, handles } = this.#mount;
    const opened = openAt(this.#folder(), { path, pathFlags, open, flags }, isReadOnly, handles);
    return new Descriptor(this.#mount, opened);
  }

  readlinkAt(path: string): string {
    return resolve(this.#folder(), path, {}, readLink);
  }

  removeDirectoryAt(path: string): void {
    this.#change(path, {}, ({ folder, name }) => fs.rmdirSync(folder.at(name)));
  }

  renameAt(path: string, to: Descriptor, newPath: string): void {
    this.#folder();
    to.#folder();
    this.#requireWritable();
    to.#requireWritable();
    const isFolder = path.endsWith('/') || newPath.endsWith('/');
    this.#change(path, { slash: 'ignored' }, (from) =>
      to.#change(newPath, { slash: 'ignored' }, ({ folder, name }) =>
        fs.renameSync(from.folder.at(isFolder ? `${from.name}/` : from.name), folder.at(name)),
      ),
    );
  }

  symlinkAt(target: string, path: string): void {
    this.#folder();
    this.#requireWritable();
    if (target.startsWith('/')) throw 'not-permitted';
    this.#change(path, {}, ({ folder, name }) => hostFiles().symlink(target, folder.at(name)));
  }

  unlinkFileAt(path: string): void {
    this.#change(path, {}, ({ folder, name }) => {
      const target = folder.at(name);
      // Linux reports this error itself, other systems report another one.
      if (fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) throw 'is-directory';
      fs.unlinkSync(target);
    });
  }

  isSameObject(other: Descriptor): boolean {
    const [a, b] = [this.stats(), other.stats()];
    return a.dev === b.dev && a.ino === b.ino;
  }

  metadataHash() {
    return metadataHash(this.stats());
  }

  metadataHashAt(flags: PathFlags, path: string) {
    return metadataHash(this.statsAt(flags, path));
  }

  [Symbol.dispose](): void {
    this.#close();
  }

  /** Runs `work`, which changes something, at the place of a path. */
  #change<T>(path: string, options: ResolveOptions, work: (place: Place) => T): T {
    const folder = this.#folder();
    this.#requireWritable();
    return resolve(folder, path, options, (place) => attempt(() => work(place)));
  }

  #sync(flush: (fd: number) => void): void {
    const opened = this.#opened;
    if ('file' in opened) return attempt(() => flush(opened.file.fd));
    attempt(() => opened.folder.guard(() => syncFolder(opened.folder.at('.'), flush)));
  }

  #file(): OpenFile {
    if (!('file' in this.#opened)) throw 'bad-descriptor';
    return this.#opened.file;
  }

  #folder(): Folder {
    if (!('folder' in this.#opened)) throw 'not-directory';
    return this.#opened.folder;
  }

  stats(): fs.BigIntStats {
    return 'file' in this.#opened ? this.#opened.file.stats() : this.#opened.folder.stats();
  }

  statsAt({ symlinkFollow = false }: PathFlags, path: string): fs.BigIntStats {
    // Of a single name that is not followed, wasmtime ignores slashes at the end.
    const single = symlinkFollow ? null : /^([^/]*[^/.][^/]*)(\/+\.?)*$/.exec(path);
    return resolve(this.#folder(), single?.[1] ?? path, { follow: symlinkFollow }, ({ folder, name }) =>
      attempt(() => fs.lstatSync(folder.at(name), { bigint: true })),
    );
  }

  /** The specification has `read-only` for it; this is wasmtime's code. */
  #requireWritable(): void {
    if (this.#mount.isReadOnly) throw 'not-permitted';
  }
}

function syncFolder(path: string, flush: (fd: number) => void): void {
  // Windows has no handle of a folder that could be flushed.
  if (process.platform === 'win32') return;
  const fd = fs.openSync(path, fs.constants.O_RDONLY);
  try {
    flush(fd);
  } finally {
    fs.closeSync(fd);
  }
}
