/** wasi:filesystem 0.2: the granted folders and nothing else, through the synchronous calls of node:fs. */
import { realpathSync } from 'node:fs';
import { HostError } from '../../problem.ts';
import type { Grants } from '../../protocol.ts';
import { Descriptor, DirectoryEntryStream } from './descriptor.ts';

/** @throws HostError `grant-invalid` when a granted folder does not exist */
export function filesystem({ dirs = [] }: Grants) {
  const preopens = dirs.map(({ host, guest, readOnly = false }): [Descriptor, string] => {
    const root = realFolder(host);
    const flags = { read: true, write: false, mutateDirectory: !readOnly };
    return [new Descriptor({ root, readOnly }, root, flags), guest];
  });
  return {
    'wasi:filesystem/types': { Descriptor, DirectoryEntryStream, filesystemErrorCode: () => undefined },
    'wasi:filesystem/preopens': { getDirectories: () => preopens },
  };
}

function realFolder(host: string): string {
  try {
    return realpathSync(host);
  } catch {
    throw new HostError({
      code: 'grant-invalid',
      message: `the folder ${host} cannot be given to the guest: it does not exist`,
      help: 'Check --dir, or the setting wit.run.dirs.',
    });
  }
}
