import { MessageChannel, Worker } from 'node:worker_threads';
import { program } from '../files.ts';
import type { Problem } from '../protocol.ts';
import { endTurnOf, newFolderLock } from '../wasi/filesystem/lock.ts';
import { askHost } from './ask-host.ts';
import { giveAnswer, type AnswerCells } from './ask.ts';
import { isAsleep, newWakeCell, wake } from '../wasi/wake.ts';
import { closeReader, closeResponse, giveRoom, newReaders } from './flow.ts';
import { newBell, newPartsCells, readParts } from './http/response-parts.ts';
import { sendRequest } from './http/send-request.ts';
import { openSocket } from './sockets/open-socket.ts';
import type { GuestCells, GuestMessage, GuestRequest, GuestTask, ResponseMessage } from './task.ts';

/** One for all guests of this process, since any two of them may have a folder in common. */
const folders = newFolderLock();

/** The same for all of them: one debugger has one set of breakpoints. */
const changes = new Int32Array(new SharedArrayBuffer(4));

/** Threads whose calls are observed ask for the settings again. */
export const noteChanges = (): void => void Atomics.add(changes, 0, 1);

/** Gets a guest's messages; for `output` and `chunk` it calls `wrote` once they are passed on. */
type Deliver = (message: GuestMessage | ResponseMessage, wrote: () => void) => void;

const bell = newBell();
/** The threads that answer requests. */
const serving = new Set<GuestThread>();
let isFollowed = false;

function follow(thread: GuestThread): void {
  serving.add(thread);
  if (!isFollowed) void followBell();
  isFollowed = true;
}

async function followBell(): Promise<never> {
  for (;;) {
    const rung = Atomics.load(bell, 0);
    for (const thread of serving) thread.look();
    const wait = Atomics.waitAsync(bell, 0, rung);
    if (wait.async) await wait.value;
  }
}

/** How long a part of a response waits whose guest goes on without a pause. */
const LOOK_MS = 5;
let nextLook: NodeJS.Timeout | undefined;

/** Guests ring when they wait or are done; one that computes does not. */
function lookSoon(): void {
  nextLook ??= setTimeout(() => {
    nextLook = undefined;
    for (const thread of serving) thread.look();
    if ([...serving].some(({ isBusy }) => isBusy)) lookSoon();
  }, LOOK_MS).unref();
}

let prepared: GuestThread | undefined;

/** Starts the thread that `takeThread` gives next. */
export function prepareThread(): void {
  prepared ??= new GuestThread();
}

/** A thread without a task. */
export function takeThread(): GuestThread {
  const thread = prepared ?? new GuestThread();
  prepared = undefined;
  return thread;
}

/** Owns the thread of a guest. Exactly one `failed` is delivered when the thread dies by itself. */
export class GuestThread {
  readonly #worker: Worker;
  readonly #wake = newWakeCell();
  readonly #flow = new Int32Array(new SharedArrayBuffer(4));
  readonly #responseFlow = new Int32Array(new SharedArrayBuffer(4));
  readonly #requests = new Int32Array(new SharedArrayBuffer(4));
  readonly #parts = newPartsCells(bell);
  readonly #readers = newReaders();
  readonly #answers: AnswerCells;
  #deliver: Deliver | undefined;
  #failure: Problem | undefined;
  #ended = false;
  #isBusy = false;
  #isDebugged = false;

  /** Starts the thread, which loads its program and waits for `begin`. */
  constructor() {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    this.#answers = { cell, port: port1 };
    this.#worker = new Worker(program('guest'), {
      workerData: {
        wake: this.#wake,
        flow: this.#flow,
        responseFlow: this.#responseFlow,
        requests: this.#requests,
        parts: this.#parts,
        readers: this.#readers,
        folders,
        changes,
        answers: { cell, port: port2 },
      } satisfies GuestCells,
      transferList: [port2],
      // What is printed past the guest's own streams is not part of any protocol.
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (message: GuestMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(`the guest stopped: ${error.message}`));
    const { threadId } = this.#worker;
    this.#worker.on('exit', () => endTurnOf(folders, threadId));
    this.#worker.on('exit', () => {
      if (this.#isDebugged)
        askHost({ kind: 'report', report: { kind: 'ended', thread: threadId } }, () => {});
    });
    this.#worker.on('exit', (code) => this.#fail(`the guest's thread left with ${code}`));
  }

  /** Gives the thread its guest, once. */
  begin(task: GuestTask, deliver: Deliver): void {
    this.#deliver = deliver;
    this.#isDebugged = task.graph?.debug === true;
    if (this.#failure) deliver({ kind: 'failed', problem: this.#failure }, () => {});
    else this.#worker.postMessage(task, task.input ? [task.input] : []);
    if (task.job.kind === 'serve') follow(this);
  }

  #receive(message: GuestMessage): void {
    if (message.kind === 'send') return sendRequest(message, () => this.wake());
    if (message.kind === 'socket') return openSocket(message, () => this.wake());
    if (message.kind === 'question')
      return askHost(message.question, (answer) => giveAnswer(this.#answers, answer));
    if (!this.#ended) this.#deliver?.(message, () => this.#wrote(message));
  }

  #fail(message: string): void {
    if (this.#ended) return;
    this.look();
    this.#ended = true;
    serving.delete(this);
    this.#failure = { code: 'guest-stopped', message };
    this.#deliver?.({ kind: 'failed', problem: this.#failure }, () => {});
  }

  post(request: GuestRequest): void {
    this.#worker.postMessage(request, request.body ? [request.body] : []);
    Atomics.add(this.#requests, 0, 1);
    Atomics.notify(this.#requests, 0);
    this.#isBusy = true;
    lookSoon();
  }

  /** Whether it has a request. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Delivers what it has written of its response. */
  look(): void {
    if (this.#ended) return;
    for (const part of readParts(this.#parts)) {
      if (part.kind === 'idle') this.#isBusy = false;
      this.#deliver?.(part, () => this.#wrote(part));
    }
  }

  /** A guest may wait for room in a write, or in a poll. */
  #wrote(message: GuestMessage | ResponseMessage): void {
    if (!('bytes' in message)) return;
    giveRoom(message.kind === 'chunk' ? this.#responseFlow : this.#flow, message.bytes.length);
    this.wake();
  }

  /** Nobody reads the stream any more: the guest's writes fail from now on. */
  closeOutput(stream: 'stdout' | 'stderr'): void {
    closeReader(this.#readers, stream);
  }

  /** The client of the request left: the guest's writes of the response fail from now on, also one that waits. */
  closeResponse(id: number): void {
    closeResponse(this.#readers, id);
    this.wake();
  }

  /** Whether its guest waits for something: time, input or room. */
  get isAsleep(): boolean {
    return isAsleep(this.#wake);
  }

  /** Wakes the guest when it waits for input. */
  wake(): void {
    wake(this.#wake);
  }

  /** Ends the guest wherever it is, even in an endless loop; nothing is delivered any more. */
  async end(): Promise<void> {
    this.#ended = true;
    serving.delete(this);
    await this.#worker.terminate();
  }
}
