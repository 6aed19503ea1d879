import { basename, resolve } from 'node:path';
import * as vscode from 'vscode';
import { keyvalueStore } from '../../host/src/protocol/keyvalue.ts';
import type { Grants, Limits } from '../../host/src/protocol.ts';

/** The grants of the settings `wit.run.*`. Relative folders count from the workspace folder. */
export function grantsFor(path: string): Grants {
  const uri = vscode.Uri.file(path);
  const run = vscode.workspace.getConfiguration('wit.run', uri);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? '';
  const dirs = run.get<Record<string, string>>('dirs', {});
  const network = run.get('network', false);
  const endpoint = run.get('logEndpoint', '');
  return {
    env: Object.entries(run.get<Record<string, string>>('env', {})),
    config: run.get<Record<string, string>>('config', {}),
    network,
    ...(endpoint !== '' && { logs: { endpoint, service: basename(path) } }),
    // Granting the network includes looking up names.
    nameLookup: network,
    keyvalue: Object.entries(run.get<Record<string, string>>('keyvalue', {})).map(([name, place]) =>
      keyvalueStore(name, place, (folder) => resolve(root, folder)),
    ),
    dirs: Object.entries(dirs).map(([guest, host]) => ({ host: resolve(root, host), guest })),
  };
}

export function limitsFor(path: string): Limits {
  const run = vscode.workspace.getConfiguration('wit.run', vscode.Uri.file(path));
  return { timeoutMs: run.get('timeout', 60) * 1000, memoryBytes: run.get('memory', 2048) * 1_048_576 };
}

/** Whether the instances of a composition may become one core module. */
export function fuses(path: string): boolean {
  return vscode.workspace.getConfiguration('wit.run', vscode.Uri.file(path)).get('fuse', true);
}

/** The address on which servers listen; port 0 selects a free port. */
export function serveAddress(): string {
  return vscode.workspace.getConfiguration('wit.serve').get('addr', '127.0.0.1:0');
}

/** Whether a server follows the files that it is built from. */
export function followsSources(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('wit.serve', uri).get('reload', true);
}

/** The Node for the component host; empty when the extension chooses. */
export function configuredNode(): string {
  return vscode.workspace.getConfiguration('wit.host').get('node', '');
}
