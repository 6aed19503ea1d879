/** wasi:filesystem 0.2: the granted folders and nothing else, through the synchronous calls of node:fs. */
import { realpathSync, statSync } from 'node:fs';
import { HostError } from '../../problem.ts';
import type { Grants } from '../../protocol.ts';
import { Descriptor } from './descriptor.ts';
import { DirectoryEntryStream } from './directory-entry-stream.ts';
import { FileError } from './errors.ts';
import { openFolder, type Folder } from './folder.ts';
import type { OpenHandles } from './open-handles.ts';

/**
 * @param handles what the instance opens; to be closed when the instance is gone
 * @throws HostError `grant-invalid` when a granted folder does not exist
 */
export function filesystem({ dirs = [] }: Grants, handles: OpenHandles) {
  const granted = dirs.map(({ host, guest, readOnly = false }) => {
    const root = realFolder(host);
    let folder: Folder | undefined;
    const open = (): Folder => {
      if (!folder) {
        const opened = openFolder(root);
        handles.add(() => opened.close());
        folder = opened;
      }
      return folder;
    };
    const flags = { read: true, write: false, mutateDirectory: !readOnly };
    return { open, guest, flags, mount: { isReadOnly: readOnly, handles } };
  });
  const getDirectories = (): [Descriptor, string][] =>
    granted.map(({ open, guest, flags, mount }) => [
      new Descriptor(mount, { folder: open().below('.'), flags }),
      guest,
    ]);
  const filesystemErrorCode = (error: unknown): string | undefined =>
    error instanceof FileError ? error.fileCode : undefined;
  return {
    'wasi:filesystem/types': { Descriptor, DirectoryEntryStream, filesystemErrorCode },
    'wasi:filesystem/preopens': { getDirectories },
  };
}

function realFolder(host: string): string {
  try {
    const root = realpathSync(host);
    if (statSync(root).isDirectory()) return root;
  } catch {
    // Said below.
  }
  throw new HostError({
    code: 'grant-invalid',
    message: `the folder ${host} cannot be given to the guest: it does not exist`,
    help: 'Check --dir, or the setting wit.run.dirs.',
  });
}
