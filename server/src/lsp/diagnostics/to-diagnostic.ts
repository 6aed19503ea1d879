import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver';
import type { FileDiagnostic } from '../../features/results.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A finding as the protocol has it. Its code leads to the code's page, if the client follows such links. */
export function toDiagnostic(session: Session, view: View, uri: string, found: FileDiagnostic): Diagnostic {
  return {
    range: view.range(uri, found),
    severity: SEVERITIES[found.severity],
    ...(found.severity === 'hint' && { tags: [DiagnosticTag.Unnecessary] }),
    source: 'wit',
    code: found.code,
    ...described(session, found.code),
    message: found.message,
    relatedInformation: found.related.map((other) => ({
      location: view.location(other),
      message: other.message,
    })),
  };
}

function described({ client, errorPage }: Session, code: string): { codeDescription?: CodeDescription } {
  // LSP 3.18 lets clients say it for pulled diagnostics too; those of 3.17 say it here for both.
  const followsLinks = client.textDocument?.publishDiagnostics?.codeDescriptionSupport === true;
  const href = followsLinks ? errorPage(code) : undefined;
  return href === undefined ? {} : { codeDescription: { href } };
}
