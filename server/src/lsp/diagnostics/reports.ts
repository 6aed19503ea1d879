import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../../features/diagnostics.ts';
import type { FileDiagnostic } from '../../features/results.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { toDiagnostic } from './to-diagnostic.ts';

/** The diagnostics of one file as LSP values. */
export interface Report {
  readonly items: readonly Diagnostic[];
  /** LSP's `resultId`: it changes exactly when the items do. */
  readonly id: string;
}

/** The report of every file without a diagnostic, and of every missing file. */
export const CLEAN: Report = { items: [], id: 'clean' };

interface CachedReport {
  readonly report: Report;
  readonly content: string;
  /** `Snapshot.stamp` of when it was made. */
  readonly stamp: number | undefined;
}

/** Reports of files, named so that two can be compared without their items. */
export class Reports {
  readonly #session: Session;
  readonly #last = new Map<string, CachedReport>();
  #count = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the report of a file is known without checking it: no dependency has changed. */
  isCurrent(view: View, uri: string): boolean {
    const stamp = this.#last.get(uri)?.stamp;
    return stamp !== undefined && stamp === view.snapshot.stamp(uri);
  }

  of(view: View, uri: string): Report {
    const last = this.#last.get(uri);
    // The files that it was computed from may not be in memory any more.
    if (last && this.isCurrent(view, uri)) return last.report;
    const found = diagnostics(view.snapshot, uri);
    const made = found.length === 0 ? { report: CLEAN, content: '' } : this.#made(view, uri, found, last);
    this.#last.set(uri, { ...made, stamp: view.snapshot.stamp(uri) });
    return made.report;
  }

  #made(view: View, uri: string, found: readonly FileDiagnostic[], last: CachedReport | undefined) {
    const items = found.map((one) => toDiagnostic(this.#session, view, uri, one));
    const content = JSON.stringify(items);
    if (last?.content === content) return last;
    return { report: { items, id: String((this.#count += 1)) }, content };
  }
}
