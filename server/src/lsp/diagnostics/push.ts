import type { Session } from '../session.ts';
import type { DiagnosticSink } from './diagnostic-sink.ts';
import { CLEAN, type Report } from './reports.ts';

/** Publishes diagnostics to a client that does not pull them. Unchanged diagnostics are not sent again. */
export class Push implements DiagnosticSink {
  readonly #session: Session;
  /** The version and report that the client has. */
  readonly #published = new Map<string, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  isActive(): boolean {
    return true;
  }

  report(uri: string, report: Report): void {
    const version = this.#session.workspace.version(uri);
    const news = `${version ?? ''} ${report.id}`;
    const before = this.#published.get(uri);
    // A closed file without a diagnostic, as every file is to the client before the first report.
    const isPlain = version === undefined && report.id === CLEAN.id;
    if (before === news || (before === undefined && isPlain)) return;
    if (isPlain) this.#published.delete(uri);
    else this.#published.set(uri, news);
    const versioned = version === undefined ? {} : { version };
    void this.#session.connection.sendDiagnostics({
      uri: this.#session.uris.out(uri),
      diagnostics: [...report.items],
      ...versioned,
    });
  }

  endSweep(seen: ReadonlySet<string>): void {
    for (const uri of [...this.#published.keys()]) if (!seen.has(uri)) this.report(uri, CLEAN);
  }
}
