import { spawn, type ChildProcess } from 'node:child_process';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import {
  PROTOCOL_VERSION,
  type InitializeResult,
  type Notifications,
  type Requests,
} from '../../../host/src/protocol.ts';
import { problemError } from './problem-error.ts';

/** How to start the process: the program, its arguments, and additions to its environment. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface HostEvents {
  started(host: InitializeResult): void;
  output(output: Notifications['output']): void;
  failed(failure: Notifications['failed']): void;
  ended(ended: Notifications['ended']): void;
  /** The process has ended, and with it every server it ran. */
  stopped(reason: string): void;
}

/** How a user follows a request, and ends it. */
export interface Watch {
  readonly token: CancellationToken;
  /** Reports the host's current work for the request. */
  progress(message: string): void;
}

export interface HostOptions {
  /** Rejects with a problem when there is nothing to start. */
  readonly launch: () => Promise<Launch>;
  /** A folder for the host's caches. */
  readonly storage: string;
  readonly events: HostEvents;
  /** How long a cancelled request may take to stop before the process is killed. */
  readonly cancelGraceMs: number;
}

interface Session {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** Settles with the reason when the process has ended; it never rejects. */
  readonly gone: Promise<string>;
}

/**
 * Owns the component host's process: starts it at the first request, notices its end, and starts it again at the next
 * request. Every rejection carries a `Problem`.
 */
export class ComponentHost {
  readonly #options: HostOptions;
  readonly #watches = new Map<number, Watch>();
  #lastJob = 0;
  #session: Promise<Session> | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /**
   * @throws an error that carries a Problem: the host's own, or `host-stopped` when it died meanwhile
   */
  async request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    watch?: Watch,
  ): Promise<Requests[Method]['result']> {
    const session = await (this.#session ??= this.#start());
    const token = watch?.token;
    const overdue = token && this.#killWhenOverdue(session, token);
    const job = ++this.#lastJob;
    if (watch) this.#watches.set(job, watch);
    try {
      const { connection } = session;
      // A token that is undefined would travel as a second parameter.
      return await responseOf(session, () =>
        token
          ? connection.sendRequest(method, { job, ...params }, token)
          : connection.sendRequest(method, { job, ...params }),
      );
    } finally {
      this.#watches.delete(job);
      overdue?.dispose();
    }
  }

  /** Ends the process and waits for its end; the next request starts another. */
  async stop(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    session?.process.kill('SIGKILL');
    await session?.gone;
  }

  async #start(): Promise<Session> {
    try {
      const session = await open(await this.#options.launch());
      void session.gone.then((reason) => this.#ended(reason));
      await this.#greet(session);
      return session;
    } catch (error) {
      this.#session = undefined;
      throw error;
    }
  }

  async #greet(session: Session): Promise<void> {
    const { events, storage } = this.#options;
    session.connection.onNotification('output', events.output);
    session.connection.onNotification('progress', ({ job, message }: Notifications['progress']) =>
      this.#watches.get(job)?.progress(message),
    );
    session.connection.onNotification('failed', events.failed);
    session.connection.onNotification('ended', events.ended);
    session.connection.listen();
    const params = { protocolVersion: PROTOCOL_VERSION, storage };
    const host = await responseOf<InitializeResult>(session, () =>
      session.connection.sendRequest('initialize', params),
    );
    events.started(host);
  }

  #ended(reason: string): void {
    this.#session = undefined;
    this.#options.events.stopped(reason);
  }

  /** A guest that never returns cannot be asked to stop; its process can be made to. */
  #killWhenOverdue(session: Session, token: CancellationToken): { dispose(): void } {
    let timer: NodeJS.Timeout | undefined;
    const listener = token.onCancellationRequested(() => {
      timer = setTimeout(() => session.process.kill('SIGKILL'), this.#options.cancelGraceMs);
    });
    return {
      dispose() {
        clearTimeout(timer);
        listener.dispose();
      },
    };
  }
}

/** The request's own outcome, or `host-stopped` as soon as the process has ended. */
async function responseOf<Result>(session: Session, send: () => Promise<Result>): Promise<Result> {
  const stopped = session.gone.then((reason) => {
    throw problemError({
      code: 'host-stopped',
      message: `The component host stopped: ${reason}.`,
      help: 'The next command restarts it. See the output “WIT Components” for its last messages.',
    });
  });
  const request = Promise.resolve()
    .then(send)
    .catch((error: unknown) => {
      if (isResponse(error)) throw error;
      // The pipe is broken: whatever the process is doing, it cannot respond any more.
      session.process.kill('SIGKILL');
      return stopped;
    });
  return Promise.race([request, stopped]);
}

/**
 * A JSON-RPC error has data, even if undefined. The errors of a broken connection have none, or a code by which
 * vscode-jsonrpc says that it could not write, read or wait: its `ErrorCodes`, which are not loaded here.
 */
function isResponse(error: unknown): boolean {
  if (!(error instanceof Error) || !('data' in error)) return false;
  return !('code' in error && Number(error.code) >= -32_099 && Number(error.code) <= -32_096);
}

async function open({ command, args, env }: Launch): Promise<Session> {
  // Loaded with the first host, so that activating the extension stays cheap.
  const { createMessageConnection, StreamMessageReader, StreamMessageWriter } =
    await import('vscode-jsonrpc/node');
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const stderr = tail(child);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  // Writing to a process that just died is not worth more than its exit, which is reported anyway.
  child.stdin.on('error', () => {});
  connection.onError(() => child.kill('SIGKILL'));
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(reasonOf(code, signal, stderr())));
  });
  return { process: child, connection, gone };
}

/** The last lines of a process's stderr, as the reason of its end. */
function tail(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-2000)));
  return () => text.trim();
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null, stderr: string): string {
  const how = signal ? `it was ended by ${signal}` : `it left with code ${code}`;
  return stderr === '' ? how : `${how} and wrote: ${stderr}`;
}
