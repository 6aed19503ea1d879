import type { Handler } from '../session.ts';

/** Multi-root workspaces: folders come and go. */
export const workspaceFoldersHandler: Handler = {
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  register: () => {},
  initialized: (session) => {
    if (session.client.workspace?.workspaceFolders !== true) return;
    session.connection.workspace.onDidChangeWorkspaceFolders(
      session.notification('didChangeWorkspaceFolders', ({ added, removed }) => {
        const known = (folders: typeof added) => folders.map(({ uri }) => session.uris.folder(uri));
        session.workspace.changeFolders(known(added), known(removed));
      }),
    );
  },
};
