import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { DocumentTexts } from '../document-texts.ts';
import { MANIFEST_DOCUMENTS as documentSelector } from '../manifest-documents.ts';
import type { Handler } from '../session.ts';
import { watchesFiles } from './watched-files.ts';

/**
 * Synchronizes the workspace's documents with the editor. The text changes at once; everything else is computed on
 * demand. For a client that does not watch files, opening or saving a document triggers a look at the disk.
 */
export const textDocumentsHandler: Handler = {
  capabilities: (client) => ({
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      ...(!watchesFiles(client) && { save: true }),
    },
  }),
  register: (session) => {
    const { connection, workspace, uris } = session;
    const texts = new DocumentTexts();
    connection.onDidOpenTextDocument(
      session.notification('didOpen', ({ textDocument: { uri, text, version } }) => {
        if (!watchesFiles(session.client)) workspace.revalidate();
        const known = uris.in(uri);
        texts.open(known, text);
        workspace.open(known, text, version);
      }),
    );
    connection.onDidChangeTextDocument(
      session.notification('didChange', ({ textDocument: { uri, version }, contentChanges }) => {
        const known = uris.in(uri);
        workspace.open(known, texts.change(known, contentChanges), version);
      }),
    );
    connection.onDidSaveTextDocument(
      session.notification('didSave', () => {
        if (!watchesFiles(session.client)) workspace.revalidate();
      }),
    );
    connection.onDidCloseTextDocument(
      session.notification('didClose', ({ textDocument: { uri } }) => {
        const known = uris.in(uri);
        texts.close(known);
        workspace.close(known);
      }),
    );
  },
  initialized: ({ client, connection }) => {
    if (client.textDocument?.synchronization?.dynamicRegistration !== true) return;
    const syncKind = TextDocumentSyncKind.Incremental;
    void connection.client.register(DidOpenTextDocumentNotification.type, { documentSelector });
    void connection.client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind });
    void connection.client.register(DidCloseTextDocumentNotification.type, { documentSelector });
  },
};
