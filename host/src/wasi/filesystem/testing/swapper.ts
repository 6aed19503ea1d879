/** A guest that swaps a file and a folder for links that lead out, as fast as it can, until it is ended. */
import { workerData } from 'node:worker_threads';
import { adoptFolderLock } from '../lock.ts';
import { preopen, type Race } from './preopen.ts';

const { root, kind, lock, swaps } = workerData as Race;
adoptFolderLock(lock);
const base = preopen(root, kind);

for (;;) {
  base.renameAt('file', base, 'file.was');
  base.symlinkAt('../outside/secret', 'file');
  base.renameAt('folder', base, 'folder.was');
  base.symlinkAt('../outside', 'folder');
  Atomics.add(swaps, 0, 1);
  base.unlinkFileAt('file');
  base.renameAt('file.was', base, 'file');
  base.unlinkFileAt('folder');
  base.renameAt('folder.was', base, 'folder');
}
