import { TextDocumentSyncKind } from 'vscode-languageserver';
import { applyChanges } from '../apply-changes.ts';
import type { Handler } from '../session.ts';

/** Keeps the workspace's documents as the editor has them. The text changes at once; everything else follows when asked for. */
export const textDocumentsHandler: Handler = {
  capabilities: () => ({
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  }),
  register: (session) => {
    const { connection, workspace, uris } = session;
    connection.onDidOpenTextDocument(
      session.notification('didOpen', ({ textDocument: { uri, text, version } }) => {
        workspace.open(uris.in(uri), text, version);
      }),
    );
    connection.onDidChangeTextDocument(
      session.notification('didChange', ({ textDocument: { uri, version }, contentChanges }) => {
        const known = uris.in(uri);
        workspace.open(known, applyChanges(workspace.openText(known), contentChanges), version);
      }),
    );
    connection.onDidCloseTextDocument(
      session.notification('didClose', ({ textDocument: { uri } }) => workspace.close(uris.in(uri))),
    );
  },
};
