import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Ends the use of an entry. */
export type Release = () => Promise<void>;

const PREFIX = 'in-use.';

/** Keeps an entry of the cache from being pruned, by any process, until it is released or this process has ended. */
export async function lease(entry: string): Promise<Release> {
  const mark = join(entry, `${PREFIX}${process.pid}.${randomUUID()}`);
  await writeFile(mark, '');
  return () => rm(mark, { force: true });
}

/** Whether a process that still runs holds a lease of the entry with these files. */
export function isLeased(files: readonly string[]): boolean {
  return files.some((file) => file.startsWith(PREFIX) && isRunning(Number(file.split('.')[1])));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, for another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
