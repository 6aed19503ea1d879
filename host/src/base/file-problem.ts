import { getSystemErrorMap } from 'node:util';
import { ProblemError } from '../../../server/src/base/problem.ts';
import type { Problem } from '../protocol.ts';

/** Readable reasons for the error codes of the file system. */
const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'a file is where a folder should be',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'there is no space left',
  ENOTDIR: 'a file is where a folder should be',
  ENOTEMPTY: 'there is a folder in its place',
  EROFS: 'the file system is read-only',
};

const HELP: Readonly<Record<string, string>> = {
  EDQUOT: 'Make room, and try again.',
  EMFILE: 'Raise the number of files that a process may have open (ulimit -n).',
  ENFILE: 'The system has too many files open: end other programs.',
  ENOSPC: 'Make room, and try again.',
};

/** The operation by system call; any other call counts as use of the file. */
const DONE: Readonly<Record<string, string>> = {
  lstat: 'read',
  mkdir: 'made',
  mkdtemp: 'made',
  open: 'opened',
  opendir: 'read',
  read: 'read',
  readlink: 'read',
  realpath: 'read',
  rename: 'written',
  rmdir: 'removed',
  scandir: 'read',
  spawn: 'started',
  stat: 'read',
  unlink: 'removed',
  write: 'written',
};

/** Errors of calls that are not about files, which their callers handle. */
const OTHER_CALLS = /^(?:accept|bind|connect|getaddrinfo|kill|listen|read ECONN|shutdown)/;

/** The reason alone, without the path and the name of the call that Node.js adds. */
export function reasonOf(error: unknown): string {
  const { code = '', errno, message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? message;
}

/**
 * The problem for an error of the system about a file or folder.
 * @returns undefined for every other error
 */
export function fileProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errno, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || errno === undefined || syscall === undefined) return undefined;
  if (OTHER_CALLS.test(syscall) || !getSystemErrorMap().has(errno)) return undefined;
  return problem(path ?? 'a file', DONE[syscall.split(' ')[0]!] ?? 'used', error);
}

/** That a file could not be written, whatever step of writing it failed. */
export const unwritable = (path: string, error: unknown): ProblemError =>
  new ProblemError(problem(path, 'written', error));

const problem = (path: string, done: string, error: unknown): Problem => ({
  code: 'file-access',
  message: `${path} cannot be ${done}: ${reasonOf(error)}`,
  help:
    HELP[(error as NodeJS.ErrnoException).code ?? ''] ??
    'Check the path and its rights, or name another place.',
});
