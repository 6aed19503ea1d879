import type {
  CancellationToken,
  PreviousResultId,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Session } from '../session.ts';
import type { DiagnosticSink } from './diagnostic-sink.ts';
import { CLEAN, type Report } from './reports.ts';

type Stream = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/** `workspace/diagnostic`: the open requests. */
export class WorkspacePulls implements DiagnosticSink {
  readonly #session: Session;
  readonly #waiting = new Set<WorkspacePull>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether a client gets every change through a request that stays open. */
  get isStreaming(): boolean {
    return [...this.#waiting].some(({ stream }) => stream !== undefined);
  }

  /**
   * With a stream the request stays open until the client cancels it, and every change is streamed: LSP allows it, and
   * a client that sends a new request after each response, as VS Code does, need not poll. Without one it is completed
   * after the next sweep of the workspace.
   */
  hold(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    stream?: Stream,
  ): Promise<WorkspaceDiagnosticReport> {
    return new Promise((resolve) => {
      const pull = new WorkspacePull(this.#session, previousResultIds, stream, (items) => {
        this.#waiting.delete(pull);
        resolve({ items });
      });
      this.#waiting.add(pull);
      token.onCancellationRequested(() => pull.finish());
    });
  }

  /** Completes open requests when the server shuts down. */
  finish(): void {
    for (const pull of this.#waiting) pull.finish();
  }

  isActive(): boolean {
    return this.#waiting.size > 0;
  }

  report(uri: string, report: Report): void {
    for (const pull of this.#waiting) pull.report(uri, report);
  }

  endSweep(seen: ReadonlySet<string>): void {
    for (const pull of this.#waiting) pull.endSweep(seen);
  }
}

class WorkspacePull {
  readonly stream: Stream | undefined;
  readonly #session: Session;
  readonly #respond: (items: WorkspaceDocumentDiagnosticReport[]) => void;
  /** The report that the client has of a file, by its id. */
  readonly #reported: Map<string, string>;
  /** Files that the client asked about by name, until they are reported. */
  readonly #requested: Set<string>;
  readonly #wasOpen = new Set<string>();
  /** Whether the stream has sent anything. */
  #hasStreamed = false;
  /** The final response, if there is no stream. */
  readonly #collected = new Map<string, WorkspaceDocumentDiagnosticReport>();

  constructor(
    session: Session,
    previous: readonly PreviousResultId[],
    stream: Stream | undefined,
    respond: (items: WorkspaceDocumentDiagnosticReport[]) => void,
  ) {
    this.#session = session;
    this.stream = stream;
    this.#respond = respond;
    this.#reported = new Map(previous.map(({ uri, value }) => [session.uris.in(uri), value]));
    this.#requested = new Set(this.#reported.keys());
  }

  report(uri: string, report: Report): void {
    const isNews = (this.#reported.get(uri) ?? CLEAN.id) !== report.id || this.#wasClosed(uri);
    const isPulled = this.#requested.delete(uri);
    if (!isNews && !isPulled) return;
    this.#reported.set(uri, report.id);
    const about = {
      uri: this.#session.uris.out(uri),
      version: this.#session.workspace.version(uri) ?? null,
      resultId: report.id,
    };
    this.#send(
      uri,
      isNews ? { kind: 'full', ...about, items: [...report.items] } : { kind: 'unchanged', ...about },
    );
  }

  endSweep(seen: ReadonlySet<string>): void {
    for (const uri of [...this.#reported.keys()]) {
      if (seen.has(uri)) continue;
      this.report(uri, CLEAN);
      this.#reported.delete(uri);
    }
    if (this.stream === undefined) this.finish();
    // Zed cancels a request that streams nothing for two minutes, and gives up after 50 of them.
    else if (!this.#hasStreamed) this.#stream([]);
  }

  finish(): void {
    this.#respond([...this.#collected.values()]);
  }

  #send(uri: string, report: WorkspaceDocumentDiagnosticReport): void {
    if (this.stream === undefined) this.#collected.set(uri, report);
    else this.#stream([report]);
  }

  #stream(items: WorkspaceDocumentDiagnosticReport[]): void {
    this.#hasStreamed = true;
    this.stream!.report({ items });
  }

  /**
   * Clients show pulled diagnostics of an open document instead of streamed ones (LSP leaves it to them). Once it is
   * closed they need a streamed report, even if it is unchanged for the stream.
   */
  #wasClosed(uri: string): boolean {
    if (this.#session.workspace.version(uri) === undefined) return this.#wasOpen.delete(uri);
    this.#wasOpen.add(uri);
    return false;
  }
}
