import {
  LSPErrorCodes,
  ResponseError,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename, type Refusal } from '../../features/navigation/rename.ts';
import type { Handler } from '../session.ts';
import type { View } from '../view.ts';

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
        return { changes: changesOf(view, edits) };
      }),
    );
  },
};

function changesOf(
  view: View,
  edits: Exclude<ReturnType<typeof rename>, Refusal | undefined>,
): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) (changes[view.location(edit).uri] ??= []).push(view.edit(edit.uri, edit));
  return changes;
}

function refused({ reason }: Refusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
