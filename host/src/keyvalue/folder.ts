/** The folders of stores that this host has open: components that are granted the same one share it. */
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { reasonOf } from '../base/file-problem.ts';
import { serialQueue } from '../base/serial-queue.ts';
import { HostError } from '../base/problem.ts';
import { FolderStore } from './folder-store.ts';
import { lockFolder } from './folder-lock.ts';
import type { Store } from './store.ts';

interface OpenFolder {
  readonly stores: Map<string, FolderStore>;
  readonly release: () => Promise<void>;
  users: number;
}

const open = new Map<string, OpenFolder>();
/** Opening and closing are serialized, because each changes the files that the other reads. */
const queue = serialQueue();

/** @throws HostError `keyvalue-folder`, `keyvalue-in-use` or `keyvalue-damaged` */
export function storeInFolder(folder: string, identifier: string): Promise<Store> {
  return queue(async () => {
    const path = await made(folder);
    const opened = open.get(path) ?? { stores: new Map(), release: await lockFolder(path), users: 0 };
    open.set(path, opened);
    opened.users++;
    let isClosed = false;
    const leave = async (): Promise<void> => {
      if (isClosed) return;
      isClosed = true;
      await leaveFolder(path, opened);
    };
    try {
      const store = opened.stores.get(identifier) ?? (await FolderStore.open(join(path, fileOf(identifier))));
      opened.stores.set(identifier, store);
      return { run: (operation) => store.run(operation), close: () => queue(leave) };
    } catch (error) {
      await leave();
      throw error;
    }
  });
}

async function leaveFolder(path: string, opened: OpenFolder): Promise<void> {
  if (--opened.users > 0) return;
  open.delete(path);
  await Promise.all([...opened.stores.values()].map((store) => store.close()));
  await opened.release();
}

async function made(folder: string): Promise<string> {
  try {
    makeFolder(folder);
    return await realpath(folder);
  } catch (error) {
    throw new HostError({
      code: 'keyvalue-folder',
      message: `${folder} cannot hold stores: ${reasonOf(error)}`,
      help: 'Name a folder that may be written, or one that can be made.',
    });
  }
}

/** Identifiers are any text, and names of files are not. */
function fileOf(identifier: string): string {
  const hash = createHash('sha256').update(identifier).digest('hex').slice(0, 12);
  return `${identifier.replace(/[^\w-]/g, '_').slice(0, 40)}-${hash}.log`;
}
