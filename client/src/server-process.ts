import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { MakeClient } from './language-server.ts';

/**
 * The language server as a process.
 *
 * @param extension the folder that the extension is installed in
 */
export function serverProcess(extension: vscode.Uri): MakeClient {
  const module = vscode.Uri.joinPath(extension, 'dist/server/main.js').fsPath;
  return async (options) => {
    // The client library is most of this extension's code; activation is over before it loads.
    await setImmediate();
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const run = { module, transport: TransportKind.ipc };
    return new LanguageClient('wit', 'WIT Language Server', { run, debug: run }, options);
  };
}
