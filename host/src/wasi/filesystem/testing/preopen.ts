import { Descriptor } from '../descriptor.ts';
import { openFolder, type FolderKind } from '../folder.ts';
import { OpenHandles } from '../open-handles.ts';

/** The data that the threads of a race share. */
export interface Race {
  readonly root: string;
  readonly kind: FolderKind;
  readonly lock: Int32Array;
  /** Counted up by the thread that swaps. */
  readonly swaps: Int32Array;
}

/** A granted folder that may be changed. */
export function preopen(root: string, kind: FolderKind): Descriptor {
  const mount = { isReadOnly: false, handles: new OpenHandles() };
  const flags = { read: true, write: false, mutateDirectory: true };
  return new Descriptor(mount, { folder: openFolder(root, kind), flags });
}
