import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { Scheduler, type Slice, type Turn } from '../../analysis/scheduler.ts';
import { diagnostics, type FileDiagnostic } from '../../features/diagnostics.ts';
import { describe } from '../dispatch.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/**
 * Pushes diagnostics after every burst of changes: of what was edited last first, then of the other open
 * documents, then of the rest of the workspace. What the client has already is not sent again.
 */
export function publishDiagnostics(session: Session, turn: Turn): void {
  const published = new Map<string, string>();
  const failed = (error: unknown) => session.log(`diagnostics: ${describe(error)}`);
  const scheduler = new Scheduler(turn, (slice) => publishAll(session, published, slice), failed);
  session.workspace.onChange(() => scheduler.changed());
}

async function publishAll(session: Session, published: Map<string, string>, slice: Slice): Promise<void> {
  const view = session.view();
  const gone = new Set(published.keys());
  for (const uri of session.workspace.filesToCheck()) {
    await slice.pause();
    if (uri === undefined) continue;
    gone.delete(uri);
    send(
      session,
      published,
      uri,
      diagnostics(view.snapshot, uri).map((found) => toDiagnostic(view, uri, found)),
    );
  }
  for (const uri of gone) send(session, published, uri, []);
}

function send(
  session: Session,
  published: Map<string, string>,
  uri: string,
  found: readonly Diagnostic[],
): void {
  const version = session.workspace.version(uri);
  const content = JSON.stringify([version, found]);
  const before = published.get(uri);
  if (before === content || (before === undefined && version === undefined && found.length === 0)) return;
  if (version === undefined && found.length === 0) published.delete(uri);
  else published.set(uri, content);
  const versioned = version === undefined ? {} : { version };
  void session.connection.sendDiagnostics({
    uri: session.uris.out(uri),
    diagnostics: [...found],
    ...versioned,
  });
}

function toDiagnostic(view: View, uri: string, found: FileDiagnostic): Diagnostic {
  return {
    range: view.range(uri, found),
    severity: SEVERITIES[found.severity],
    source: 'wit',
    code: found.code,
    message: found.message,
    relatedInformation: found.related.map((other) => ({
      location: view.location(other),
      message: other.message,
    })),
  };
}
