import type { FileRange, OffsetRange, Snapshot } from '../analysis/snapshot.ts';

/** A finding in a file, worded. */
export interface FileDiagnostic extends OffsetRange {
  readonly severity: 'error' | 'warning' | 'info';
  /** Kebab-case; docs/errors/<code>.md explains it. */
  readonly code: string;
  readonly message: string;
  readonly related: readonly (FileRange & { readonly message: string })[];
}

export function diagnostics(snapshot: Snapshot, uri: string): readonly FileDiagnostic[] {
  const file = snapshot.file(uri);
  if (file === undefined) return [];
  return [
    ...file.tokens.errors,
    ...file.ast.errors.map(({ first, last, code, detail }) => ({
      code,
      detail,
      start: file.tokens.start(first),
      end: file.tokens.end(last),
    })),
  ].map(({ code, start, end, detail }) => ({
    code,
    start,
    end,
    severity: 'error',
    message: JSON.stringify(detail),
    related: [],
  }));
}
