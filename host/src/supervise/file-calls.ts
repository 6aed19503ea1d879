import { open, readlink, realpath, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { HostCall } from '../guest/host-calls.ts';
import type { Grants } from '../protocol.ts';

type FileCall = Extract<HostCall, { kind: 'symlink' | 'sync' }>;

/**
 * Makes a call that Node's permission model denies to a guest's process, if its paths are granted for writing. The
 * guest's own WASI has resolved the path; this checks again, since the process is not trusted.
 * @param pid of the process, whose open files `/proc/self/fd` names
 */
export async function performFileCall(call: FileCall, pid: number, grants: Grants): Promise<string> {
  try {
    if (call.kind === 'symlink') await makeLink(call, pid, grants);
    else await sync(call, pid, grants);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}

async function makeLink(
  { target, path }: Extract<HostCall, { kind: 'symlink' }>,
  pid: number,
  grants: Grants,
): Promise<void> {
  if (isAbsolute(target)) throw denied();
  const folder = await realpath(dirname(path).replace('/proc/self/', `/proc/${pid}/`));
  await checkWritable(folder, grants);
  await symlink(target, join(folder, basename(path)) + (path.endsWith('/') ? '/' : ''));
}

async function sync(
  { fd, how }: Extract<HostCall, { kind: 'sync' }>,
  pid: number,
  grants: Grants,
): Promise<void> {
  const path = `/proc/${pid}/fd/${Number(fd)}`;
  await checkWritable((await readlink(path)).replace(/ \(deleted\)$/, ''), grants);
  const file = await open(path, 'r');
  try {
    await (how === 'all' ? file.sync() : file.datasync());
  } finally {
    await file.close();
  }
}

async function checkWritable(path: string, { dirs = [] }: Grants): Promise<void> {
  for (const { host, readOnly } of dirs) if (!readOnly && isWithin(await realpath(host), path)) return;
  throw denied();
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith('../') || isAbsolute(way));
}

const denied = (): Error => Object.assign(new Error('denied'), { code: 'EPERM' });
