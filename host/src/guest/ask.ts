/**
 * How a guest's thread has something done by the host and waits for it: the thread posts the question and sleeps on
 * a cell in shared memory; the first thread of its process sends it on, posts what comes back, and wakes it.
 */
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { HostFiles } from '../wasi/filesystem/host-files.ts';
import type { CallStore, StoreAnswer, StoreCall } from '../wasi/keyvalue/call.ts';
import type { LogRecord } from '../wasi/logging.ts';
import type { Reply, Report } from './crossing/report.ts';

export type Question =
  | { readonly kind: 'symlink'; readonly target: string; readonly path: string }
  | { readonly kind: 'sync'; readonly fd: number; readonly how: 'all' | 'data' }
  | { readonly kind: 'store'; readonly call: StoreCall }
  | { readonly kind: 'log'; readonly record: LogRecord }
  /** Of a thread whose calls are observed. */
  | { readonly kind: 'report'; readonly report: Report };

/** Of a call on files: the code of its failure as Node names it, empty when it was done. */
export type Answer = string | StoreAnswer | Reply;

/** Where a thread gets answers: it sleeps on the cell while that is 0. */
export interface AnswerCells {
  readonly cell: Int32Array;
  readonly port: MessagePort;
}

/** Called by the guest's thread. */
function ask({ cell, port }: AnswerCells, question: Question, post: (question: Question) => void): Answer {
  Atomics.store(cell, 0, 0);
  post(question);
  // The notification of the answer before may come only now: that there is one, the cell says.
  while (Atomics.load(cell, 0) === 0) Atomics.wait(cell, 0, 0);
  return (receiveMessageOnPort(port) as { message: Answer }).message;
}

/** Called by the first thread of the process. */
export function giveAnswer({ cell, port }: AnswerCells, answer: Answer): void {
  port.postMessage(answer);
  Atomics.store(cell, 0, 1);
  Atomics.notify(cell, 0);
}

/** File calls that the host makes. */
export function askedFiles(cells: AnswerCells, post: (question: Question) => void): HostFiles {
  const call = (question: Question): void => {
    const code = ask(cells, question, post) as string;
    if (code !== '') throw Object.assign(new Error(code), { code });
  };
  return {
    symlink: (target, path) => call({ kind: 'symlink', target, path }),
    sync: (fd, how) => call({ kind: 'sync', fd, how }),
  };
}

/** Calls on stores, which the host has. */
export const askedStores =
  (cells: AnswerCells, post: (question: Question) => void): CallStore =>
  (call) =>
    ask(cells, { kind: 'store', call }, post) as StoreAnswer;

/** Where records of wasi:logging go besides standard error. */
export const askedRecorder =
  (cells: AnswerCells, post: (question: Question) => void) =>
  (record: LogRecord): void =>
    void ask(cells, { kind: 'log', record }, post);

/** The observer of the thread's calls, in the host. The thread blocks until it gets the reply. */
export const askedObserver =
  (cells: AnswerCells, post: (question: Question) => void) =>
  (report: Report): Reply =>
    ask(cells, { kind: 'report', report }, post) as Reply;
