/** wasi:filesystem 0.3: the granted folders and nothing else. */
import { granted } from '../filesystem/filesystem.ts';
import type { Grants } from '../../protocol.ts';
import type { OpenHandles } from '../filesystem/open-handles.ts';
import { Descriptor } from './descriptor.ts';

/** @param handles the open handles of the instance, to be closed with it */
export function filesystem(grants: Grants, handles: OpenHandles) {
  const folders = granted(grants, handles);
  const getDirectories = (): [Descriptor, string][] =>
    folders.map(({ mount, open, guest }) => [new Descriptor(mount, open()), guest]);
  return {
    'wasi:filesystem/types@0.3': { Descriptor },
    'wasi:filesystem/preopens@0.3': { getDirectories },
  };
}
