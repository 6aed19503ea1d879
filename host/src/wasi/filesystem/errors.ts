import { IoError } from '../stream-error.ts';

/** error-code of wasi:filesystem/types by the system's name. */
const ERROR_CODES: Readonly<Record<string, string>> = {
  E2BIG: 'invalid',
  EACCES: 'access',
  EAGAIN: 'would-block',
  EALREADY: 'already',
  EBADF: 'bad-descriptor',
  EBUSY: 'busy',
  EDEADLK: 'deadlock',
  EDQUOT: 'quota',
  EEXIST: 'exist',
  EFBIG: 'file-too-large',
  EILSEQ: 'illegal-byte-sequence',
  EINPROGRESS: 'in-progress',
  EINTR: 'interrupted',
  EINVAL: 'invalid',
  EISDIR: 'is-directory',
  ELOOP: 'loop',
  EMLINK: 'too-many-links',
  ENAMETOOLONG: 'name-too-long',
  ENODEV: 'no-device',
  ENOENT: 'no-entry',
  ENOLCK: 'no-lock',
  ENOMEM: 'insufficient-memory',
  ENOSPC: 'insufficient-space',
  ENOSYS: 'unsupported',
  ENOTDIR: 'not-directory',
  ENOTEMPTY: 'not-empty',
  ENOTSUP: 'unsupported',
  ENOTTY: 'no-tty',
  ENXIO: 'no-such-device',
  EOPNOTSUPP: 'unsupported',
  EOVERFLOW: 'overflow',
  EPERM: 'not-permitted',
  EPIPE: 'pipe',
  EROFS: 'read-only',
  ESPIPE: 'invalid-seek',
  ETXTBSY: 'text-file-busy',
  EXDEV: 'cross-device',
  // Arguments that Node.js refuses before the system call: a NUL in a path, a figure that is no length.
  ERR_INVALID_ARG_VALUE: 'invalid',
  ERR_OUT_OF_RANGE: 'invalid',
};

/** Calls the file system; its failures are thrown as the bare `error-code` that the bindings expect. */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && 'code' in error ? (ERROR_CODES[String(error.code)] ?? 'io') : error;
  }
}

/** A failed stream of a file; `filesystem-error-code` gives its code to the guest. */
export class FileError extends IoError {
  constructor(readonly fileCode: string) {
    super(fileCode);
  }
}

/** @param code the system's name of the error */
export const fileErrorOf = (code: string): FileError => new FileError(ERROR_CODES[code] ?? 'io');

/** `attempt` for the work of a stream. */
export function attemptInStream<T>(work: () => T): T {
  try {
    return attempt(work);
  } catch (error) {
    throw typeof error === 'string' ? new FileError(error) : error;
  }
}
