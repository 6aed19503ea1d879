import * as fs from 'node:fs';
import { attempt } from './errors.ts';
import type { Folder } from './folder.ts';
import { OpenFile } from './open-file.ts';
import type { OpenHandles } from './open-handles.ts';
import { resolve, type Place, type ResolveOptions } from './resolve.ts';

export type DescriptorFlags = Readonly<Record<'read' | 'write' | 'mutateDirectory', boolean>> &
  Readonly<Record<string, boolean>>;
export type PathFlags = { readonly symlinkFollow?: boolean };
export type OpenFlags = Readonly<Record<'create' | 'directory' | 'exclusive' | 'truncate', boolean>>;

export interface OpenRequest {
  readonly path: string;
  readonly pathFlags: PathFlags;
  readonly open: OpenFlags;
  readonly flags: DescriptorFlags;
}

export type Opened =
  /** `isGranted`: it is the granted folder itself, which no path led to. */
  | { readonly folder: Folder; readonly flags: DescriptorFlags; readonly isGranted?: boolean }
  | { readonly file: OpenFile; readonly flags: DescriptorFlags };

/** Opens a path, as wasi:filesystem/types.descriptor.open-at. Throws bare error-codes. */
export function openAt(
  base: Folder,
  request: OpenRequest,
  isReadOnly: boolean,
  handles: OpenHandles,
): Opened {
  const { path, pathFlags, open, flags } = request;
  if (flags['fileIntegritySync'] || flags['dataIntegritySync'] || flags['requestedWriteSync'])
    throw 'unsupported';
  if (open.directory && (open.create || open.exclusive || open.truncate)) throw 'invalid';
  const access = {
    read: flags.read || !flags.write,
    write: flags.write || open.create || open.truncate,
  };
  if (isReadOnly && access.write) throw 'not-permitted';
  const isNew = open.create && open.exclusive;
  const options: ResolveOptions = {
    follow: pathFlags.symlinkFollow === true && !isNew,
    slash: open.create ? 'refused' : 'folder',
  };
  return resolve(base, path, options, (place) => {
    const found = attempt(() => fs.lstatSync(place.folder.at(place.name), { throwIfNoEntry: false }));
    if (found && isNew) throw 'exist';
    if (found?.isDirectory()) {
      if (access.write) throw 'is-directory';
      const granted = { read: true, write: false, mutateDirectory: false };
      return { folder: place.folder.below(place.name), flags: granted };
    }
    if (found && open.directory) throw found.isSymbolicLink() ? 'loop' : 'not-directory';
    const file = new OpenFile(openFile(place, open, access), access, handles);
    return { file, flags: { ...access, mutateDirectory: false } };
  });
}

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = fs.constants;

/** The entry may have changed since it was checked: a link is not followed, a folder is refused. */
function openFile(
  { folder, name }: Place,
  open: OpenFlags,
  access: { read: boolean; write: boolean },
): number {
  const mode =
    (access.write ? (access.read ? O_RDWR : O_WRONLY) : O_RDONLY) |
    (open.create ? O_CREAT : 0) |
    (open.create && open.exclusive ? O_EXCL : 0) |
    (open.truncate ? O_TRUNC : 0) |
    O_NOFOLLOW |
    // A pipe without a writer would hold up the thread where nothing can end it.
    O_NONBLOCK;
  const fd = attempt(() => fs.openSync(folder.at(name), mode));
  if (!fs.fstatSync(fd).isDirectory()) return fd;
  fs.closeSync(fd);
  throw 'is-directory';
}
