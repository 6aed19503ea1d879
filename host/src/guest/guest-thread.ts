import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { program } from '../programs.ts';
import type { Problem } from '../protocol.ts';
import { endTurnOf, newFolderLock } from '../wasi/filesystem/lock.ts';
import { forwardHostCall } from './forward-host-calls.ts';
import { deliverResult, type ResultChannel } from './host-calls.ts';
import { isAsleep, newWakeCell, wake } from '../wasi/wake.ts';
import {
  closeReader,
  closeResponse,
  giveRoom,
  newReaders,
  newResponseFlows,
  openReaders,
} from './streams/flow.ts';
import { newBell, newPartsCells, readParts, type ResponseMessage } from './http/response-parts.ts';
import type { SendMessage } from './http/outgoing/exchange-port.ts';
import type { SocketMessage } from './sockets/socket-port.ts';
import type { GuestCells, GuestMessage, GuestTask, RequestRest } from './task.ts';

/** One for all guests of this process, since any two of them may have a folder in common. */
const folders = newFolderLock();

/** The same for all of them: one debugger has one set of breakpoints. */
const changes = new Int32Array(new SharedArrayBuffer(4));

/** Threads whose calls are observed ask for the settings again. */
export const noteChanges = (): void => void Atomics.add(changes, 0, 1);

/** Gets a guest's messages; for `output` and `chunk` it calls `wrote` once they are passed on. */
type Deliver = (message: GuestMessage | ResponseMessage, wrote: () => void) => void;

const bell = newBell();
/** The threads of servers. */
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

let prepared: GuestThread | undefined;

/** Starts the thread that `takeThread` gives next. */
export function prepareThread(): void {
  prepared ??= new GuestThread();
}

/** Gives back a thread that is done with a task that stays: the next one may find its program loaded. */
export function keepThread(thread: GuestThread): void {
  const former = prepared;
  prepared = thread;
  void former?.end();
}

/** A thread without a task. */
export function takeThread(): GuestThread {
  const thread = prepared ?? new GuestThread();
  prepared = undefined;
  return thread;
}

/** A thread starts before Node's network is loaded, which takes a fifth as long, and few guests ask for it. */
async function connect(message: SendMessage | SocketMessage, wake: () => void): Promise<void> {
  if (message.kind === 'send') (await import('./http/outgoing/send-request.ts')).sendRequest(message, wake);
  else (await import('./sockets/open-socket.ts')).openSocket(message, wake);
}

/** V8's code of the script that was compiled last: that of the next component is the same after most edits. */
let compiled: Extract<GuestMessage, { readonly kind: 'compiled' }> | undefined;

const withCode = (task: GuestTask): GuestTask =>
  compiled && compiled.scriptHash === task.scriptHash ? { ...task, code: compiled.code } : task;

/** Owns the thread of a guest. Exactly one `failed` is delivered when the thread dies by itself. */
export class GuestThread {
  readonly #worker: Worker;
  readonly #wake = newWakeCell();
  readonly #flow = new Int32Array(new SharedArrayBuffer(4));
  readonly #responseFlows = newResponseFlows();
  readonly #rests = new Int32Array(new SharedArrayBuffer(4));
  readonly #leaving = new Int32Array(new SharedArrayBuffer(4));
  readonly #parts = newPartsCells(bell);
  readonly #readers = newReaders();
  readonly #hostCalls: ResultChannel;
  #deliver: Deliver | undefined;
  #failure: Problem | undefined;
  #ended = false;
  #isDebugged = false;
  #left: (() => void) | undefined;
  /** Of the thread while it lives, and behind it. */
  readonly number: number;

  /** Starts the thread, which loads its program and waits for `begin`. */
  constructor() {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    this.#hostCalls = { cell, port: port1 };
    this.#worker = new Worker(program('guest'), {
      workerData: {
        wake: this.#wake,
        flow: this.#flow,
        responseFlows: this.#responseFlows,
        rests: this.#rests,
        leaving: this.#leaving,
        parts: this.#parts,
        readers: this.#readers,
        folders,
        changes,
        hostCalls: { cell, port: port2 },
      } satisfies GuestCells,
      transferList: [port2],
      // Output that bypasses the streams of the guest is not part of any protocol.
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (message: GuestMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(`the guest stopped: ${error.message}`));
    this.number = this.#worker.threadId;
    this.#worker.on('exit', () => endTurnOf(folders, this.number));
    this.#worker.on('exit', () => {
      if (this.#isDebugged)
        forwardHostCall({ kind: 'report', report: { kind: 'ended', thread: this.number } }, () => {});
    });
    this.#worker.on('exit', (code) => this.#exit(code));
  }

  /** Starts the thread's guest: once, or again when it is done with a task that stays. */
  begin(task: GuestTask, deliver: Deliver): void {
    this.#deliver = deliver;
    // Output of the former guest will not be acknowledged any more.
    Atomics.store(this.#flow, 0, 0);
    openReaders(this.#readers);
    this.#isDebugged = task.graph?.debug === true;
    if (this.#failure) deliver({ kind: 'failed', problem: this.#failure }, () => {});
    else this.#worker.postMessage(withCode(task), task.input ? [task.input] : []);
    if (task.job.kind === 'serve') follow(this);
  }

  #receive(message: GuestMessage): void {
    if (message.kind === 'send' || message.kind === 'socket') return void connect(message, () => this.wake());
    if (message.kind === 'host-call')
      return forwardHostCall(message.call, (result) => deliverResult(this.#hostCalls, result));
    if (message.kind === 'compiled') return void (compiled = message);
    const deliver = this.#deliver;
    if (!this.#ended) deliver?.(message, () => deliver === this.#deliver && this.#wrote(message));
  }

  #fail(message: string): void {
    if (this.#ended) return;
    this.look();
    this.#forget();
    this.#failure = { code: 'guest-stopped', message };
    this.#deliver?.({ kind: 'failed', problem: this.#failure }, () => {});
  }

  #exit(code: number): void {
    if (!this.#left) return this.#fail(`the guest's thread left with ${code}`);
    this.look();
    this.#forget();
    this.#left();
  }

  /** Sends what follows the request that it took. */
  post(rest: RequestRest): void {
    this.#worker.postMessage(rest, rest.body ? [rest.body] : []);
    Atomics.add(this.#rests, 0, 1);
    Atomics.notify(this.#rests, 0);
  }

  /**
   * The thread ends in place of its next request, once it looks.
   * @param left called when it has ended
   */
  leave(left: () => void): void {
    this.#left = left;
    Atomics.store(this.#leaving, 0, 1);
  }

  /** Delivers the available parts of its response. */
  look(): void {
    if (this.#ended) return;
    for (const part of readParts(this.#parts)) this.#deliver?.(part, () => this.#wrote(part));
  }

  /** A guest may wait for room in a write, or in a poll. */
  #wrote(message: GuestMessage | ResponseMessage): void {
    if (!('bytes' in message)) return;
    if (message.kind === 'chunk') giveRoom(this.#responseFlows, message.bytes.length, message.lane);
    else giveRoom(this.#flow, message.bytes.length);
    this.wake();
  }

  /** Output of the stream cannot be written: the guest's writes fail from now on. */
  closeOutput(stream: 'stdout' | 'stderr', code?: string): void {
    closeReader(this.#readers, stream, code);
  }

  /** The client of the request left: the guest's writes of the response fail from now on, also one that waits. */
  closeResponse(lane: number, id: number): void {
    closeResponse(this.#readers, lane, id);
    this.wake();
  }

  /** Whether its guest waits for something: time, input or room. */
  get isAsleep(): boolean {
    return isAsleep(this.#wake);
  }

  /** Whether its event loop is busy for `ms` milliseconds, so that its guests do not progress. */
  async isBusyFor(ms: number): Promise<boolean> {
    const before = this.#worker.performance.eventLoopUtilization();
    await wait(ms, undefined, { ref: false });
    return this.#worker.performance.eventLoopUtilization(before).idle === 0;
  }

  /** Wakes the guest when it waits for input. */
  wake(): void {
    wake(this.#wake);
  }

  #forget(): void {
    this.#ended = true;
    serving.delete(this);
  }

  /**
   * Ends the guest wherever it is, even in an endless loop; nothing is delivered afterwards.
   * @returns the requests that it took without reporting so
   */
  async end(): Promise<number[]> {
    this.#forget();
    await this.#worker.terminate();
    return readParts(this.#parts).flatMap((part) => (part.kind === 'took' ? part.id : []));
  }
}
