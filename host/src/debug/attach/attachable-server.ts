import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { DebuggedGuest, ObserverHost, Reply, Report } from '../../guest/crossing/report.ts';
import { serialQueue } from '../../base/serial-queue.ts';
import { privateAddress } from '../../base/private-folder.ts';
import { problemOf } from '../../base/problem.ts';
import type { Problem, ServeParams } from '../../protocol.ts';
import type { RunContext } from '../../run/context.ts';
import { serve } from '../../run/serve.ts';
import type { ServingProcess } from '../../run/serving-process.ts';
import {
  About,
  Changed,
  Debug,
  Inspect,
  Inspected,
  Leave,
  notify,
  ReportOf,
  Stop,
  type DebuggedBuild,
} from './messages.ts';

/** How long pending requests may run when a debugger attaches or detaches. */
const DRAIN_MS = 2_000;
/** Of a thread whose debugger is gone. */
const GONE: Reply = { kind: 'resume' };
/** To the inspector of a thread; no debugger's request has this number. */
const GO_ON = JSON.stringify({ id: 0, method: 'Debugger.disable' });

/** The socket of a server with this number of its process. */
const addressOf = (pid: number): string | undefined => privateAddress(`serve-${pid}`);

/**
 * A server that a debugger of this user can attach to. Another process serves it then, since a process may have an
 * inspector only when it is debugged; connections in between are refused. After the debugger has detached, the same
 * process serves what was served before.
 */
export class AttachableServer implements ServingProcess {
  readonly url: string;
  readonly lost: Promise<Problem>;
  readonly #pid: number;
  readonly #program: string;
  readonly #params: ServeParams;
  readonly #context: RunContext;
  readonly #queue = serialQueue();
  #lose: (problem: Problem) => void = () => {};
  #stopped: () => void = () => {};
  /** Resolves when a debugger has ended the server. */
  readonly stopped = new Promise<void>((stopped) => (this.#stopped = stopped));
  #serving: ServingProcess;
  /** The server as it runs without a debugger. */
  #component: string;
  #debugger: MessageConnection | undefined;
  #sockets: Server | undefined;

  private constructor(
    serving: ServingProcess,
    program: string,
    params: ServeParams,
    context: RunContext,
    pid: number,
  ) {
    this.#pid = pid;
    this.url = serving.url;
    this.#program = resolve(program);
    this.#params = { ...params, addr: new URL(serving.url).host };
    this.#component = params.component;
    this.#context = context;
    this.lost = new Promise((lost) => (this.#lose = lost));
    this.#serving = serving;
    this.#watch(serving);
    // A recording has the calls of one process.
    if (params.trace === undefined) this.#listen();
  }

  /**
   * @param program the user's argument: a component, a plan or a folder
   * @param pid of the process that a user has started, which may not be this one
   * @throws HostError as `serve`
   */
  static async start(
    program: string,
    params: ServeParams,
    context: RunContext,
    pid = process.pid,
  ): Promise<AttachableServer> {
    return new AttachableServer(await serve(params, context), program, params, context, pid);
  }

  async replace(params: ServeParams, context: RunContext): Promise<boolean> {
    this.#component = params.component;
    // The debugger itself builds the debugged program.
    if (this.#debugger) return true;
    return this.#serving.replace({ ...params, addr: this.#params.addr }, context);
  }

  async close(withinMs?: number): Promise<void> {
    this.#debugger = undefined;
    this.#sockets?.close();
    await this.#serving.close(withinMs);
  }

  #watch(serving: ServingProcess): void {
    void serving.lost.then((problem) => {
      if (serving === this.#serving) this.#lose(problem);
    });
  }

  #listen(): void {
    const address = addressOf(this.#pid);
    if (address === undefined) return;
    // A process of the same number may have left it.
    rmSync(address, { force: true });
    this.#sockets = createServer((socket) => this.#accept(socket));
    this.#sockets
      .on('error', () => {})
      .listen(address)
      .unref();
  }

  #accept(socket: Socket): void {
    const connection = createMessageConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    let guest: DebuggedGuest | undefined;
    const threads = new Set<number>();
    const met = (thread: number): void => void threads.add(thread);
    const attach = (next: DebuggedGuest): void => void (guest = next);
    // A debugger that has crashed leaves its threads paused.
    const detach = (): Promise<null> => {
      for (const thread of threads) guest?.inspect({ thread, text: GO_ON });
      return this.#detach(connection);
    };
    connection.onRequest(About, () => ({ pid: this.#pid, program: this.#program, url: this.url }));
    connection.onRequest(Debug, (build) => this.#debug(connection, build, { attach, met }));
    connection.onRequest(Leave, detach);
    connection.onRequest(Stop, () => {
      this.#stopped();
      return null;
    });
    connection.onNotification(Inspect, (message) => guest?.inspect(message));
    connection.onNotification(Changed, () => guest?.changed());
    connection.onError(() => socket.destroy());
    connection.onClose(() => void detach());
    connection.listen();
  }

  /** @throws HostError as `serve`; the former component is served again then */
  async #debug(
    connection: MessageConnection,
    { component, parts }: DebuggedBuild,
    { attach, met }: { attach(guest: DebuggedGuest): void; met(thread: number): void },
  ): Promise<null> {
    if (this.#debugger && this.#debugger !== connection)
      throw refusal({ code: 'attach-failed', message: BUSY });
    const isAgain = this.#debugger === connection;
    this.#debugger = connection;
    const observer: ObserverHost = {
      parts,
      inspects: parts.inspects === true,
      report: (report) => {
        if (report.kind === 'loaded') met(report.thread);
        return replyTo(connection, report);
      },
      inspected: (message) => notify(connection, Inspected, message),
      attach,
    };
    const context = { ...this.#context, observer };
    await this.#queue(async () => {
      if (isAgain) await this.#serving.replace({ ...this.#params, component }, context);
      else await this.#serve(component, context);
    }).catch((error: unknown) => {
      throw refusal(problemOf(error));
    });
    return null;
  }

  async #detach(connection: MessageConnection): Promise<null> {
    if (this.#debugger !== connection) return null;
    this.#debugger = undefined;
    await this.#queue(() => this.#serveAsBefore()).catch((error: unknown) => this.#lose(problemOf(error)));
    return null;
  }

  /** In the process that was debugged: it listens all the time, and completes the requests that it has. */
  async #serveAsBefore(): Promise<void> {
    const params = { ...this.#params, component: this.#component };
    if (!(await this.#serving.replace(params, this.#context)))
      await this.#serve(this.#component, this.#context);
  }

  async #serve(component: string, context: RunContext): Promise<void> {
    const former = this.#serving;
    // The former process ends on purpose, which is not reported as a loss.
    this.#serving = NONE;
    await former.close(DRAIN_MS);
    try {
      this.#serving = await serve({ ...this.#params, component }, context);
    } catch (error) {
      this.#debugger = undefined;
      this.#serving = await serve({ ...this.#params, component: this.#component }, this.#context);
      throw error;
    } finally {
      this.#watch(this.#serving);
    }
  }
}

async function replyTo(connection: MessageConnection, report: Report): Promise<Reply> {
  try {
    return await connection.sendRequest(ReportOf, report);
  } catch {
    return GONE;
  }
}

const refusal = (problem: Problem): ResponseError<Problem> => new ResponseError(1, problem.message, problem);

const BUSY = 'another debugger is attached to the server';

/** Between two processes. */
const NONE: ServingProcess = {
  url: '',
  lost: new Promise(() => {}),
  close: () => Promise.resolve(),
  replace: () => Promise.resolve(false),
};
