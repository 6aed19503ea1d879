/** The findings of `wit-studio check` in one PATH. Positions are 0-based, characters count UTF-16 units. */
export interface Report {
  readonly path: string;
  readonly ok: boolean;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

export interface ReportedDiagnostic extends Location {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly related: readonly (Location & { readonly message: string })[];
}

export interface Location {
  /** PATH itself, or a path that starts with it. */
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Prints reports. `line` is called after each PATH, `end` once after all. */
export interface Reporter {
  line(report: Report): string;
  end(reports: readonly Report[]): string;
}

/** `file:line:column`, 1-based as people and terminals count. */
export function place({ file, range: { start } }: Location): string {
  return `${file}:${start.line + 1}:${start.character + 1}`;
}
