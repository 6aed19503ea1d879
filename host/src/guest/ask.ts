/**
 * How a guest's thread has something done by the host and waits for it: the thread posts the question and sleeps on
 * a cell in shared memory; the first thread of its process sends it on, and writes what comes back beside the cell.
 */
import type { HostFiles } from '../wasi/filesystem/host-files.ts';

export type Question =
  | { readonly kind: 'symlink'; readonly target: string; readonly path: string }
  | { readonly kind: 'sync'; readonly fd: number; readonly how: 'all' | 'data' };

/** The code of a failed call as Node names it, empty when it was done. */
export type Answer = string;

/** Bytes: 4 for the cell (0 while the thread waits), 4 for the length of the answer, the rest for its text. */
const SIZE = 72;

export const newAnswerCell = (): Int32Array => new Int32Array(new SharedArrayBuffer(SIZE));

/** Called by the guest's thread. */
export function ask(cell: Int32Array, question: Question, post: (question: Question) => void): Answer {
  Atomics.store(cell, 0, 0);
  post(question);
  Atomics.wait(cell, 0, 0);
  return Buffer.from(cell.buffer).toString('latin1', 8, 8 + cell[1]!);
}

/** Called by the first thread of the process. */
export function writeAnswer(cell: Int32Array, answer: Answer): void {
  cell[1] = Buffer.from(cell.buffer).write(answer, 8, 'latin1');
  Atomics.store(cell, 0, 1);
  Atomics.notify(cell, 0);
}

/** File calls that the host makes. */
export function askedFiles(cell: Int32Array, post: (question: Question) => void): HostFiles {
  const call = (question: Question): void => {
    const code = ask(cell, question, post);
    if (code !== '') throw Object.assign(new Error(code), { code });
  };
  return {
    symlink: (target, path) => call({ kind: 'symlink', target, path }),
    sync: (fd, how) => call({ kind: 'sync', fd, how }),
  };
}
