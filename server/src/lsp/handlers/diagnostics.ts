import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { Scheduler, type Slice, Superseded } from '../../analysis/scheduler.ts';
import { diagnosticSteps } from '../../features/diagnostics.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic-sink.ts';
import { DocumentPulls } from '../diagnostics/document-pulls.ts';
import { Push } from '../diagnostics/push.ts';
import { type Report, Reports } from '../diagnostics/reports.ts';
import { WorkspacePulls } from '../diagnostics/workspace-pulls.ts';
import { describe } from '../dispatch.ts';
import type { Handler, Session } from '../session.ts';
import type { View } from '../view.ts';

type Client = Session['client'];

/** A client that pulls gets nothing pushed: LSP keeps the two apart, and so do the lists of an editor. */
const pulls = (client: Client) => client.textDocument?.diagnostic !== undefined;

/**
 * Diagnostics, pulled by clients that can and pushed to the others.
 *
 * After every burst of changes one sweep checks the workspace, in slices: recently edited documents first, then the
 * other open ones, then the rest. It reports to the sinks; a client that pulls a document does not wait for it.
 */
export function diagnosticsHandler(): Handler {
  let started: Started | undefined;
  return {
    capabilities: (client) =>
      pulls(client)
        ? {
            diagnosticProvider: {
              identifier: 'wit',
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {},
    register: (session) => {
      started = register(session);
    },
    initialized: () => started?.ready(),
    shutdown: () => started?.finish(),
  };
}

interface Started {
  /** The client takes requests now. */
  ready(): void;
  /** Diagnostics of open documents have to be current. */
  finish(): void;
}

function register(session: Session): Started {
  const reports = new Reports(session);
  const push = new Push(session);
  const workspace = new WorkspacePulls(session);
  const documents = new DocumentPulls(session, reports, () => workspace.isStreaming);
  const sinks = () => (pulls(session.client) ? [workspace, documents] : [push]);
  const scheduler = new Scheduler(
    session.turn,
    (slice) => sweepWorkspace(session, reports, sinks(), slice),
    (error) => session.log(`diagnostics: ${describe(error)}`),
    // The client pulls the edited document at once, so other work must not delay the next key.
    () => (pulls(session.client) ? session.pause() : session.turn()),
  );
  session.workspace.onChange(() => scheduler.changed());
  session.onRequest(() => scheduler.interrupted());
  connectSinks(session, documents, workspace, scheduler);
  return {
    ready: () => {
      documents.ready();
      scheduler.changed();
    },
    finish: () => workspace.finish(),
  };
}

function connectSinks(
  session: Session,
  documents: DocumentPulls,
  workspace: WorkspacePulls,
  scheduler: Scheduler,
): void {
  const { connection } = session;
  const clean = { kind: 'full' as const, items: [] };
  connection.languages.diagnostics.on(
    session.request('diagnostic', clean as ReturnType<DocumentPulls['pull']>, (view, params) =>
      documents.pull(view, params),
    ),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _, stream) => {
    const pull = session.request('workspaceDiagnostic', { items: [] } as WorkspaceDiagnosticReport, () => {
      scheduler.changed();
      return workspace.hold(params, token, stream);
    });
    return pull(params, token);
  });
}

async function sweepWorkspace(
  session: Session,
  reports: Reports,
  sinks: readonly DiagnosticSink[],
  slice: Slice,
): Promise<void> {
  const view = session.view();
  const seen = new Set<string>();
  for (const uri of session.workspace.filesToCheck()) {
    await slice.pause();
    if (!sinks.some((one) => one.isActive())) return;
    if (uri === undefined) continue;
    seen.add(uri);
    if (!reports.isCurrent(view, uri)) await checkInSteps(session, view, uri, slice);
    const report = reportOf(session, reports, view, uri);
    if (report) for (const one of sinks) one.report(uri, report);
  }
  for (const one of sinks) one.endSweep(seen);
}

async function checkInSteps(session: Session, view: View, uri: string, slice: Slice): Promise<void> {
  // A client that waits for an open document has pulled it; others get it before the packages it depends on are checked.
  const scope = pulls(session.client) ? 'root' : 'file';
  try {
    for (const _ of diagnosticSteps(view.snapshot, uri, scope)) await slice.pause();
  } catch (error) {
    // A bug is reported with the file that it concerns.
    if (error instanceof Superseded) throw error;
  }
}

/** A bug in the check of one file must not cost the others their diagnostics: this file's last report stays. */
function reportOf(session: Session, reports: Reports, view: View, uri: string): Report | undefined {
  try {
    return reports.of(view, uri);
  } catch (error) {
    if (error instanceof Superseded) throw error;
    session.log(`diagnostics of ${uri}: ${describe(error)}`);
    return undefined;
  }
}
