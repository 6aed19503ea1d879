import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import type { Handler } from '../session.ts';

/** What changes the meaning of a package besides its open documents: WIT, and the manifests that are read. Folders are watched for renames and branch switches. */
const WATCHED = [
  '**/*.{wit,wasm,wat}',
  '**/{wkg,deps}.{toml,lock}',
  '**/{Cargo,componentize-py}.toml',
  '**/package.json',
  '**/wit/**',
];

/** Follows changes on disk that the editor did not make. */
export const watchedFilesHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    session.connection.onDidChangeWatchedFiles(
      session.notification('didChangeWatchedFiles', ({ changes }) => {
        session.workspace.changedOnDisk(
          changes.map(({ uri, type }) => ({
            uri: session.uris.in(uri),
            what: type === FileChangeType.Changed ? 'content' : 'existence',
          })),
        );
      }),
    );
  },
  initialized: (session) => {
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    void session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  },
};
