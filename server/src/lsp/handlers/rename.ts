import { LSPErrorCodes, ResponseError, type Range, type WorkspaceEdit } from 'vscode-languageserver';
import { prepareRename, rename, type Refusal } from '../../features/navigation/rename.ts';
import type { Handler } from '../session.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

export const renameHandler: Handler = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register: (session) => {
    session.connection.onPrepareRename(
      session.request(
        'prepareRename',
        null as { range: Range; placeholder: string } | null,
        (view, params) => {
          const place = view.place(params);
          const name = place && prepareRename(view.snapshot, place);
          if (place === undefined || name === undefined) return null;
          if ('reason' in name) throw refused(name);
          return { range: view.range(place.uri, name), placeholder: name.name };
        },
      ),
    );
    session.connection.onRenameRequest(
      session.request('rename', null as WorkspaceEdit | null, (view, params) => {
        const place = view.place(params);
        const edits = place && rename(view.snapshot, place, params.newName);
        if (edits === undefined) return null;
        if ('reason' in edits) throw refused(edits);
        return toWorkspaceEdit(session, view, { edits });
      }),
    );
  },
};

function refused({ reason }: Refusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
