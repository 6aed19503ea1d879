/**
 * Blocking calls from a guest's thread to the host: the thread posts a call and sleeps on a cell in shared memory; the
 * first thread of its process forwards it to the host, posts the result, and wakes the thread.
 */
import { blocking } from '../base/wait-on.ts';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { HostFiles } from '../wasi/filesystem/host-files.ts';
import type { CallStore, StoreReply, StoreCall } from '../wasi/keyvalue/call.ts';
import type { LogRecord } from '../wasi/logging.ts';
import type { Reply, Report } from './crossing/report.ts';

export type HostCall =
  | { readonly kind: 'symlink'; readonly target: string; readonly path: string }
  | { readonly kind: 'sync'; readonly fd: number; readonly how: 'all' | 'data' }
  | { readonly kind: 'store'; readonly call: StoreCall }
  | { readonly kind: 'log'; readonly record: LogRecord }
  /** From a thread whose crossings are observed. */
  | { readonly kind: 'report'; readonly report: Report };

/** For calls on files a string: the code of the failure as Node.js names it, empty after success. */
export type HostResult = string | StoreReply | Reply;

/** The way of results to a thread, which sleeps on the cell while that is 0. */
export interface ResultChannel {
  readonly cell: Int32Array;
  readonly port: MessagePort;
}

/** Called by the guest's thread. */
function callHost({ cell, port }: ResultChannel, call: HostCall, post: (call: HostCall) => void): HostResult {
  return blocking(() => {
    Atomics.store(cell, 0, 0);
    post(call);
    // A late notification of the former result may wake the thread, too; only the cell tells.
    while (Atomics.load(cell, 0) === 0) Atomics.wait(cell, 0, 0);
    return (receiveMessageOnPort(port) as { message: HostResult }).message;
  });
}

/** Called by the first thread of the process. */
export function deliverResult({ cell, port }: ResultChannel, result: HostResult): void {
  port.postMessage(result);
  Atomics.store(cell, 0, 1);
  Atomics.notify(cell, 0);
}

/** Calls on files that the host performs, since the process may not. */
export function remoteFiles(channel: ResultChannel, post: (call: HostCall) => void): HostFiles {
  const perform = (call: HostCall): void => {
    const code = callHost(channel, call, post) as string;
    if (code !== '') throw Object.assign(new Error(code), { code });
  };
  return {
    symlink: (target, path) => perform({ kind: 'symlink', target, path }),
    sync: (fd, how) => perform({ kind: 'sync', fd, how }),
  };
}

/** Calls on stores of wasi:keyvalue, which the host has. */
export const remoteStores =
  (channel: ResultChannel, post: (call: HostCall) => void): CallStore =>
  (call) =>
    callHost(channel, { kind: 'store', call }, post) as StoreReply;

/** Exports records of wasi:logging, in addition to standard error. */
export const remoteRecorder =
  (channel: ResultChannel, post: (call: HostCall) => void) =>
  (record: LogRecord): void =>
    void callHost(channel, { kind: 'log', record }, post);

/** The observer of the thread's calls, in the host. The thread blocks until it gets the reply. */
export const remoteObserver =
  (channel: ResultChannel, post: (call: HostCall) => void) =>
  (report: Report): Reply =>
    callHost(channel, { kind: 'report', report }, post) as Reply;
