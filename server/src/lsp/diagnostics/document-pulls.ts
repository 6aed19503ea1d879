import type {
  DocumentDiagnosticParams,
  FullDocumentDiagnosticReport,
  RelatedFullDocumentDiagnosticReport,
  RelatedUnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { describe } from '../dispatch.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import type { DiagnosticSink } from './diagnostic-sink.ts';
import { CLEAN, type Report, type Reports } from './reports.ts';

type DocumentReport = RelatedFullDocumentDiagnosticReport | RelatedUnchangedDocumentDiagnosticReport;

/**
 * `textDocument/diagnostic`: responds at once. The effects of a change on other files are determined afterwards; then
 * the client is asked to pull again, and files that it would not pull are sent as related documents, if it supports
 * them.
 */
export class DocumentPulls implements DiagnosticSink {
  readonly #session: Session;
  readonly #reports: Reports;
  /** Whether another request reports documents to the client that it does not pull. */
  readonly #isStreaming: () => boolean;
  /** The report that the client has of a file, by its id. */
  readonly #given = new Map<string, string>();
  /** Files whose report is another than the client has, and its id. */
  readonly #stale = new Map<string, string>();
  /** Those of them that the client was asked to pull again for, and has not pulled since. */
  readonly #announced = new Map<string, string>();
  #isReady = false;

  constructor(session: Session, reports: Reports, isStreaming: () => boolean) {
    this.#session = session;
    this.#reports = reports;
    this.#isStreaming = isStreaming;
  }

  /** From now on the client takes requests. */
  ready(): void {
    this.#isReady = true;
  }

  pull(view: View, { textDocument, previousResultId }: DocumentDiagnosticParams): DocumentReport {
    const uri = view.uri(textDocument);
    const report = this.#give(view, uri);
    const related = this.#takesRelated ? { relatedDocuments: this.#related(view) } : {};
    if (report.id === previousResultId) return { kind: 'unchanged', resultId: report.id, ...related };
    return { ...full(report), ...related };
  }

  isActive(): boolean {
    return this.#given.size > 0 || this.#takesRelated;
  }

  report(uri: string, report: Report): void {
    if (!this.#concerns(uri)) this.#forget(uri);
    else if ((this.#given.get(uri) ?? CLEAN.id) !== report.id) this.#stale.set(uri, report.id);
    else this.#settle(uri);
  }

  endSweep(seen: ReadonlySet<string>): void {
    for (const uri of [...this.#given.keys()]) if (!seen.has(uri)) this.report(uri, CLEAN);
    const isNews = [...this.#stale].some(([uri, id]) => this.#announced.get(uri) !== id);
    if (isNews && this.#isReady && this.#refreshes) this.#refresh();
  }

  /** Whether the client can be asked to pull again. */
  get #refreshes(): boolean {
    return this.#session.client.workspace?.diagnostics?.refreshSupport === true;
  }

  get #takesRelated(): boolean {
    return this.#session.client.textDocument?.diagnostic?.relatedDocumentSupport === true;
  }

  #give(view: View, uri: string): Report {
    const report = this.#reports.of(view, uri);
    this.#given.set(uri, report.id);
    this.#settle(uri);
    return report;
  }

  /** The client has the report as it is. */
  #settle(uri: string): void {
    this.#stale.delete(uri);
    this.#announced.delete(uri);
  }

  /**
   * The response does not wait until other files are checked if the client pulls again after the next sweep, which has
   * checked them.
   */
  #related(view: View): Record<string, FullDocumentDiagnosticReport> {
    const isReady = (uri: string) => !this.#refreshes || this.#reports.isCurrent(view, uri);
    const uris = [...this.#stale.keys()].filter(isReady);
    const given = uris.map((uri) => [this.#session.uris.out(uri), full(this.#give(view, uri))] as const);
    // The client has pulled, but not got the others: it is asked to pull again for them.
    this.#announced.clear();
    return Object.fromEntries(given);
  }

  /** Whether the client learns of a file by pulling documents. */
  #concerns(uri: string): boolean {
    const pulls = this.#given.has(uri) && this.#session.workspace.version(uri) !== undefined;
    return pulls || (this.#takesRelated && !this.#isStreaming());
  }

  #forget(uri: string): void {
    this.#given.delete(uri);
    this.#settle(uri);
  }

  #refresh(): void {
    for (const [uri, id] of this.#stale) this.#announced.set(uri, id);
    this.#session.connection.languages.diagnostics
      .refresh()
      .catch((error: unknown) => this.#session.log(`diagnostic refresh: ${describe(error)}`));
  }
}

function full({ items, id }: Report): FullDocumentDiagnosticReport {
  return { kind: 'full', resultId: id, items: [...items] };
}
