import type { ChildProcess } from 'node:child_process';
import type { GuestFolder } from '../engine/guest-folder.ts';
import type { FromGuest, ReplaceTask, RunTask, ServeTask, ToGuest, Written } from '../guest/protocol.ts';
import type { ObserverHost } from '../guest/crossing/report.ts';
import type { Output } from '../guest/streams/output.ts';
import { HostError } from '../base/problem.ts';
import type { Problem } from '../protocol.ts';
import { timedOut } from '../base/limits.ts';
import { performHostCall, type Granted } from './perform-host-call.ts';
import { grantsForGuest } from './grants-for-guest.ts';
import { inputOf, passOutput, type GuestStreams } from './guest-streams.ts';
import type { SpawnedGuest } from './spawn-guest.ts';

/** How long a server may take to close, behind its last request, before its process is ended. */
const CLOSE_MS = 2_000;

export interface GuestProcessOptions extends GuestStreams {
  readonly signal: AbortSignal;
  /** Gets why a request to the server failed. */
  readonly failed?: (problem: Problem) => void;
  /** Observes the calls of the guest's threads. */
  readonly observer?: ObserverHost;
}

type ReplacingComponent = Omit<ReplaceTask, 'kind'>;

/**
 * Owns the process of one guest component: nothing that the guest does reaches beyond it, and ending it ends
 * whatever the guest was doing.
 */
export class GuestProcess {
  readonly #child: ChildProcess;
  readonly #folder: GuestFolder;
  readonly #signal: AbortSignal;
  /** The input of a guest whose streams are messages. */
  readonly #input: AsyncIterator<Uint8Array> | undefined;
  readonly #forget: (() => void)[] = [];
  /** Resolves when the process has ended and all its output was passed on. */
  readonly #gone: Promise<void>;
  #ended = false;
  #isIdle = false;
  #isReleased = false;
  /** The failure that the guest has reported. */
  #failure: Problem | undefined;
  /** Resolves with the reason when the process ends by itself. */
  readonly lost: Promise<Problem>;

  /** @param spawned a process with the streams that `streamsOf` gives for the same options */
  constructor({ child, folder }: SpawnedGuest, granted: Granted, options: GuestProcessOptions) {
    const { signal, output, stdin, observer } = options;
    this.#child = child;
    this.#folder = folder;
    this.#signal = signal;
    this.#input = inputOf(child, stdin);
    if (output) passOutput(child, output);
    const closed = new Promise<void>((gone) => this.#on('close', () => gone()));
    this.#gone = closed.then(async () => {
      await Promise.all([granted.stores.close(), granted.logs.close()]);
    });
    this.#on('message', (message: FromGuest) => this.#receive(message, granted, options));
    this.lost = this.#whenLost();
    observer?.attach?.({
      changed: () => this.#send({ kind: 'changed' }),
      inspect: (message) => this.#send({ kind: 'inspect', message }),
    });
    this.#onAbort(() => void this.end());
    void this.#gone.then(() => this.#forgetAll());
  }

  #receive(message: FromGuest, granted: Granted, { output, failed, observer }: GuestProcessOptions): void {
    if (message.kind === 'failed') this.#failure = message.problem;
    if (message.kind === 'failed' || message.kind === 'done') this.#isIdle = true;
    if (message.kind === 'request-failed') failed?.(message.problem);
    if (message.kind === 'host-call') void this.#perform(message, granted, observer);
    if (message.kind === 'inspected') observer?.inspected?.(message.message);
    if (message.kind === 'output') void this.#take(message, output);
    if (message.kind === 'want') void this.#read();
  }

  #whenLost(): Promise<Problem> {
    return new Promise((lost) => {
      this.#on('error', (error: Error) => lost(notStarted(error)));
      this.#on('exit', (code: number | null, by: NodeJS.Signals | null) => {
        const isLost = (): void => {
          if (!this.#ended) lost(this.#failure ?? endedBy(code, by));
        };
        // The end of a process may be observed before its last message is read.
        if (this.#child.connected) this.#on('disconnect', isLost);
        else isLost();
      });
    });
  }

  #on<Args extends unknown[]>(event: string, listener: (...args: Args) => void): void {
    this.#child.on(event, listener as (...args: unknown[]) => void);
    this.#forget.push(() => this.#child.off(event, listener as (...args: unknown[]) => void));
  }

  #onAbort(listener: () => void): void {
    this.#signal.addEventListener('abort', listener);
    this.#forget.push(() => this.#signal.removeEventListener('abort', listener));
  }

  #forgetAll(): void {
    for (const forget of this.#forget.splice(0)) forget();
  }

  /**
   * Gives the process its job.
   * @param timeoutMs wall time after which the guest is stopped, when the job is a run
   * @returns the first message; a failure is thrown
   * @throws HostError of the guest, `guest-timeout`, or `guest-stopped` when the process ends without a message
   */
  async start(
    task: RunTask | ServeTask,
    timeoutMs?: number,
  ): Promise<Extract<FromGuest, { kind: 'done' | 'ready' }>> {
    // An aborted signal has no further event, and an ended process sends no message.
    this.#signal.throwIfAborted();
    const message = await new Promise<Extract<FromGuest, { kind: 'done' | 'ready' }>>((done, fail) => {
      this.#on('message', (message: FromGuest) => {
        if (message.kind === 'done' || message.kind === 'ready') done(message);
        if (message.kind === 'failed') fail(new HostError(message.problem));
      });
      this.#onAbort(() => fail(this.#signal.reason as Error));
      if (timeoutMs !== undefined) {
        const late = setTimeout(() => fail(new HostError(timedOut(timeoutMs))), timeoutMs).unref();
        this.#forget.push(() => clearTimeout(late));
      }
      void this.lost.then((problem) => fail(new HostError(problem)));
      this.#begin(task).catch(fail);
    });
    // Output in pipes arrives before the result.
    if (message.kind === 'done' && this.#child.stdout) await this.#gone;
    return message;
  }

  /**
   * Listens for requests to the component of a server's task.
   * @returns the URL of the server
   * @throws HostError of the guest, or `guest-stopped`
   */
  async listen(addr: string): Promise<string> {
    const serving = this.#messageOf('serving');
    this.#send({ kind: 'listen', addr });
    return (await serving).url;
  }

  /**
   * Serves another component in place of the former one, which continues if this fails or is cancelled. One call at a
   * time.
   * @throws HostError of the guest, or `guest-stopped`
   */
  async replace(component: ReplacingComponent, signal: AbortSignal): Promise<void> {
    const files = await this.#withFiles(component);
    signal.throwIfAborted();
    const replaced = this.#messageOf('replaced');
    const keep = (): void => this.#send({ kind: 'keep' });
    signal.addEventListener('abort', keep);
    this.#send({ kind: 'replace', ...files });
    const { problem } = await replaced.finally(() => signal.removeEventListener('abort', keep));
    signal.throwIfAborted();
    if (problem) throw new HostError(problem);
    await this.#folder.removeFormer();
  }

  #messageOf<Kind extends FromGuest['kind']>(kind: Kind): Promise<Extract<FromGuest, { kind: Kind }>> {
    return new Promise((done, fail) => {
      const receive = (message: FromGuest): void => {
        if (message.kind !== kind) return;
        this.#child.off('message', receive);
        done(message as Extract<FromGuest, { kind: Kind }>);
      };
      this.#child.on('message', receive);
      void this.lost.then((problem) => fail(new HostError(problem)));
      void this.#gone.then(() => fail(new HostError(notRunning)));
    });
  }

  /** Ends a server. @param withinMs the time for requests that it is handling */
  async close(withinMs = 0): Promise<void> {
    this.#ended = true;
    this.#send({ kind: 'close', withinMs });
    const late = setTimeout(() => void this.end(), withinMs + CLOSE_MS);
    await this.#gone;
    clearTimeout(late);
  }

  /**
   * Returns the process, whose task has reported that it stays, for another guest.
   * @returns false when it is not at the end of a task and has to be ended
   */
  release(): boolean {
    if (!this.#isIdle || this.#ended || this.#child.exitCode !== null || this.#child.signalCode !== null)
      return false;
    this.#isReleased = true;
    this.#forgetAll();
    return true;
  }

  async #take({ stream, bytes }: Written, output: Output | undefined): Promise<void> {
    let failure: string | undefined;
    try {
      await output?.(stream, bytes);
    } catch (error) {
      failure = (error as NodeJS.ErrnoException).code ?? 'EPIPE';
    }
    this.#send({ kind: 'taken', stream, ...(failure !== undefined && { failure }) });
  }

  async #read(): Promise<void> {
    const next = await this.#input?.next().catch(() => undefined);
    this.#send({ kind: 'input', ...(next && !next.done && { bytes: next.value }) });
  }

  /** Ends the process wherever it is. */
  async end(): Promise<void> {
    this.#ended = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    if (this.#child.pid !== undefined) await this.#gone;
  }

  async #perform(
    { id, call }: Extract<FromGuest, { kind: 'host-call' }>,
    granted: Granted,
    observer: ObserverHost | undefined,
  ): Promise<void> {
    const result = await performHostCall(call, granted, this.#child.pid!, observer);
    this.#send({ kind: 'host-result', id, result });
  }

  async #begin(task: RunTask | ServeTask): Promise<void> {
    this.#send({ ...task, ...(await this.#withFiles(task)), grants: grantsForGuest(task.grants) });
  }

  /** The component with its files in the folder of the process. */
  async #withFiles({ transpiled, observed }: ReplacingComponent): Promise<ReplacingComponent> {
    const parts = observed?.parts ?? [];
    const all = [transpiled, ...parts.map((part) => part.transpiled)];
    const [whole, ...files] = await this.#folder.add(all);
    const placed = parts.map((part, at) => ({ ...part, transpiled: files[at]! }));
    return { transpiled: whole!, ...(observed && { observed: { ...observed, parts: placed } }) };
  }

  #send(message: ToGuest): void {
    // Late events on the streams of a finished guest do not affect the next one.
    if (this.#isReleased) return;
    // The end of the process is reported by `exit`.
    this.#child.send(message, () => {});
  }
}

const notRunning: Problem = {
  code: 'guest-stopped',
  message: 'the server was stopped',
};

const notStarted = (error: Error): Problem => ({
  code: 'guest-stopped',
  message: `the guest's process could not be started: ${error.message}`,
});

const endedBy = (code: number | null, by: NodeJS.Signals | null): Problem => ({
  code: 'guest-stopped',
  message: `the guest's process ended with ${by ?? `exit code ${code}`}`,
  help: 'Its output may say why. A guest that runs out of memory ends like this.',
});
