import type { Snapshot } from '../../analysis/snapshot.ts';
import type { Finding, Position } from '../../base/problem.ts';
import { sentence } from '../../base/sentence.ts';
import type { FileDiagnostic } from '../results.ts';

export interface PlanFinding {
  readonly finding: Finding;
  readonly diagnostic: FileDiagnostic;
}

/** The problems of a plan, with the messages of composing. */
export const compositionDiagnostics = (snapshot: Snapshot, uri: string): readonly FileDiagnostic[] =>
  planFindings(snapshot, uri).map(({ diagnostic }) => diagnostic);

/** The findings in a plan, with their ranges in its text; those in other files are left out. */
export function planFindings(snapshot: Snapshot, uri: string): readonly PlanFinding[] {
  const findings = snapshot.composition(uri)?.findings ?? [];
  const lines = snapshot.lines(uri);
  const offset = (position: Position) => lines?.offsetAt(position) ?? 0;
  return findings
    .filter(({ at }) => at === undefined || at.file === uri)
    .map((finding) => ({
      finding,
      diagnostic: {
        severity: finding.severity,
        code: finding.code,
        message: messageOf(finding),
        detail: {},
        related: [],
        start: finding.at ? offset(finding.at.start) : 0,
        end: finding.at ? offset(finding.at.end) : 0,
      },
    }));
}

function messageOf({ message, causes = [], help }: Finding): string {
  return [sentence(message), ...causes.map((cause) => `- ${cause}`), ...(help ? [help] : [])].join('\n');
}
