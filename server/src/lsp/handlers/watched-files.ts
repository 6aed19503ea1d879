import {
  type ClientCapabilities,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver';
import { WORKSPACE_FILES } from '../extensions.ts';
import type { Handler } from '../session.ts';

/** A created or deleted folder is one event, whatever its contents, and looks like that of a file. */
const ANYTHING = { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete };

/** Whether the client supports registration of file watchers. */
export function watchesFiles(client: ClientCapabilities): boolean {
  return client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
}

/** Follows changes on disk that the editor did not make. */
export const watchedFilesHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onDidChangeWatchedFiles(
      session.notification('didChangeWatchedFiles', ({ changes }) => {
        session.workspace.changedOnDisk(
          changes.map(({ uri, type }) => ({
            uri: session.uris.in(uri),
            kind: type === FileChangeType.Changed ? 'content' : 'existence',
          })),
        );
      }),
    );
  },
  initialized: (session) => {
    if (!watchesFiles(session.client)) return;
    const watchers = [...WORKSPACE_FILES.map((globPattern) => ({ globPattern })), ANYTHING];
    void session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  },
};
