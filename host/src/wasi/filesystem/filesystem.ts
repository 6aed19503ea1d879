/** wasi:filesystem 0.2: the granted folders and nothing else, through the synchronous calls of node:fs. */
import { realpathSync, statSync } from 'node:fs';
import { HostError } from '../../base/problem.ts';
import type { Grants } from '../../protocol.ts';
import { Descriptor, type Mount } from './descriptor.ts';
import { DirectoryEntryStream } from './directory-entry-stream.ts';
import { reasonOf } from '../../base/file-problem.ts';
import { FileError } from './errors.ts';
import { openFolder, type Folder } from './folder.ts';
import type { Opened } from './open-at.ts';
import type { OpenHandles } from './open-handles.ts';

/** A granted folder, as the guest gets it. */
export interface Granted {
  readonly mount: Mount;
  readonly guest: string;
  readonly open: () => Opened;
}

/**
 * @param handles the open handles of the instance, to be closed with it
 * @throws HostError `grant-invalid` when a granted folder does not exist
 */
export const granted = ({ dirs = [] }: Grants, handles: OpenHandles): Granted[] =>
  dirs.map(({ host, guest, readOnly = false }) => {
    const root = realFolder(host);
    let folder: Folder | undefined;
    const shared = (): Folder => {
      if (!folder) {
        const opened = openFolder(root);
        handles.add(() => opened.close());
        folder = opened;
      }
      return folder;
    };
    const flags = { read: true, write: false, mutateDirectory: !readOnly };
    const open = (): Opened => ({ folder: shared().below('.'), flags, isGranted: true });
    return { open, guest, mount: { isReadOnly: readOnly, handles } };
  });

/** As `granted`. */
export function filesystem(grants: Grants, handles: OpenHandles) {
  const folders = granted(grants, handles);
  const getDirectories = (): [Descriptor, string][] =>
    folders.map(({ mount, open, guest }) => [new Descriptor(mount, open()), guest]);
  const filesystemErrorCode = (error: unknown): string | undefined =>
    error instanceof FileError ? error.fileCode : undefined;
  return {
    'wasi:filesystem/types': { Descriptor, DirectoryEntryStream, filesystemErrorCode },
    'wasi:filesystem/preopens': { getDirectories },
  };
}

function realFolder(host: string): string {
  let reason = 'it is not a folder';
  try {
    const root = realpathSync(host);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : reasonOf(error);
  }
  throw new HostError({
    code: 'grant-invalid',
    message: `the folder ${host} cannot be granted to the guest: ${reason}`,
    help: 'Check --dir, or the setting wit.run.dirs.',
  });
}
