import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../../features/diagnostics.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { toDiagnostic } from './to-diagnostic.ts';

/** What is wrong in one file, as the protocol writes it. */
export interface Report {
  readonly items: readonly Diagnostic[];
  /** Stays while the items stay, is a new one when they change: what LSP calls `resultId`. */
  readonly id: string;
}

/** Of every file without a diagnostic, and of every file that is not there. */
export const CLEAN: Report = { items: [], id: 'clean' };

/** Reports of files, named so that two can be compared without their items. */
export class Reports {
  readonly #session: Session;
  readonly #last = new Map<string, Report & { readonly content: string }>();
  #made = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  of(view: View, uri: string): Report {
    const found = diagnostics(view.snapshot, uri);
    if (found.length === 0) {
      this.#last.delete(uri);
      return CLEAN;
    }
    const items = found.map((one) => toDiagnostic(this.#session, view, uri, one));
    const content = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.content === content) return last;
    const report = { items, content, id: String((this.#made += 1)) };
    this.#last.set(uri, report);
    return report;
  }
}
