import type { Report } from './reports.ts';

/** Receives the diagnostics of the workspace. Each sink gets every file and sends its client the changes. */
export interface DiagnosticSink {
  /** Whether a report would reach a client now. */
  isActive(): boolean;
  report(uri: string, report: Report): void;
  /** Every file has been reported. @param seen all of them; files reported earlier that are not among them are gone */
  endSweep(seen: ReadonlySet<string>): void;
}
