import { Worker } from 'node:worker_threads';
import { program } from '../files.ts';
import type { Problem } from '../protocol.ts';
import type { GuestMessage, GuestRequest, GuestTask } from './task.ts';

/** Owns the thread of a guest. Exactly one `failed` is delivered when the thread dies by itself. */
export class GuestThread {
  readonly #worker: Worker;
  #ended = false;

  constructor(task: GuestTask, deliver: (message: GuestMessage) => void) {
    this.#worker = new Worker(program('guest'), { workerData: task });
    const fail = (problem: Problem) => {
      if (this.#ended) return;
      this.#ended = true;
      deliver({ kind: 'failed', problem });
    };
    this.#worker.on('message', (message: GuestMessage) => {
      if (!this.#ended) deliver(message);
    });
    this.#worker.on('error', (error) =>
      fail({ code: 'guest-stopped', message: `the guest stopped: ${error.message}` }),
    );
    this.#worker.on('exit', (code) =>
      fail({ code: 'guest-stopped', message: `the guest's thread left with ${code}` }),
    );
  }

  post(request: GuestRequest): void {
    this.#worker.postMessage(request);
  }

  /** Ends the guest wherever it is, even in an endless loop; nothing is delivered any more. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#worker.terminate();
  }
}
