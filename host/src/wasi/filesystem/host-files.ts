import * as fs from 'node:fs';

/** Calls that Node's permission model refuses to a guest's process, even for files and folders that it allows. */
export interface HostFiles {
  /** Throws as `fs.symlinkSync`. */
  symlink(target: string, path: string): void;
  /** Throws as `fs.fsyncSync`. @param how `data` leaves out times and the like */
  sync(fd: number, how: 'all' | 'data'): void;
}

const own: HostFiles = {
  symlink: (target, path) => fs.symlinkSync(target, path),
  sync: (fd, how) => (how === 'all' ? fs.fsyncSync(fd) : fs.fdatasyncSync(fd)),
};

let files = own;

/** Replaces the functions that make the calls, by those of a process with the right to. */
export function adoptHostFiles(others: HostFiles): void {
  files = others;
}

export const hostFiles = (): HostFiles => files;
