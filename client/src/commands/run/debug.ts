import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { DebugResult, Problem } from '../../../../host/src/protocol.ts';
import type { Watch } from '../../host/component-host.ts';
import { problemError } from '../../host/problem-error.ts';
import type { Server } from '../../serving/servers.ts';
import { grantsFor, serveAddress } from '../../settings.ts';
import type { Command, Studio } from '../../studio.ts';
import { debugComponent } from '../../debugging/wit-debug-type.ts';
import { chooseRunnable, isPlan } from '../../targets/choose.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { announce } from './serve.ts';
import { stop } from './stop-server.ts';

/**
 * Serves a plan with its TypeScript components as plain modules, and attaches the JavaScript debugger. A component
 * without a plan above it is debugged by the debug type `wit`.
 */
export const debug: Command = {
  id: 'wit.debug',
  async run(studio, target) {
    const subject = await runWithProgress(studio, 'Starting to debug', () =>
      chooseRunnable(studio.languageServer, target),
    );
    if (subject === undefined) return undefined;
    if (!isPlan(subject)) return debugComponent(subject);
    const server = await runWithProgress(studio, 'Starting to debug', (watch) =>
      debugPlan(studio, subject, watch),
    );
    if (server) void announce(studio, 'Debugging', server.url);
    return server;
  },
};

async function debugPlan(studio: Studio, plan: string, watch: Watch): Promise<Server & DebugResult> {
  for (const older of studio.servers.of(plan)) await stop(studio, older);
  const params = { plan, grants: grantsFor(plan), addr: serveAddress() };
  const server = { ...(await studio.host.request('debug', params, watch)), subject: plan };
  studio.servers.add(server);
  studio.output.appendLine(`Debugging ${plan} at ${server.url}`);
  studio.output.appendLine(
    'Its TypeScript components run in Node.js, with your rights, while they are debugged.',
  );
  if (!(await attach(studio, plan, server))) {
    await stop(studio, server);
    throw problemError(notAttached);
  }
  stopWithSession(studio, server);
  return server;
}

/** The host's code, and that of components which are not debugged, to be skipped. */
function ownFiles({ extension, storage }: Studio): readonly string[] {
  const below = (folder: vscode.Uri, path: string) => `${folder.fsPath.replaceAll('\\', '/')}/${path}`;
  return [below(extension.extensionUri, 'dist/**'), below(storage, '**/component.js')];
}

function attach(studio: Studio, plan: string, { server, inspectorPort }: DebugResult): Thenable<boolean> {
  return vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(vscode.Uri.file(plan)), {
    type: 'node',
    request: 'attach',
    name: sessionName(plan),
    address: '127.0.0.1',
    port: inspectorPort,
    witServer: server,
    sourceMaps: true,
    // The sources run once the debugger has found their breakpoints, not while it still looks for them.
    pauseForSourceMap: true,
    // The bundles are in the host's storage, outside of the workspace.
    outFiles: [],
    resolveSourceMapLocations: null,
    skipFiles: ['<node_internals>/**', ...ownFiles(studio)],
    autoAttachChildProcesses: false,
    continueOnAttach: true,
  });
}

/** Stops the debugged server at the end of the session. */
function stopWithSession(studio: Studio, server: Server): void {
  const ended = vscode.debug.onDidTerminateDebugSession(async (session) => {
    if (session.configuration['witServer'] !== server.server || session.parentSession) return;
    ended.dispose();
    if (studio.servers.all.includes(server)) await stop(studio, server);
  });
}

function sessionName(plan: string): string {
  return `WIT: ${vscode.workspace.asRelativePath(dirname(plan))}`;
}

const notAttached: Problem = {
  code: 'debugger-not-attached',
  message: 'The JavaScript debugger did not attach to the component host.',
  help: 'Enable the built-in extension “JavaScript Debugger”.',
};
