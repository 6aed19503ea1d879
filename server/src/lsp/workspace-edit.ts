import type {
  ClientCapabilities,
  CreateFile,
  RenameFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { FileRange, TextEdit as OffsetEdit } from '../analysis/snapshot.ts';
import { grouped } from '../base/grouped.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

interface MovedFile {
  readonly from: string;
  readonly to: string;
}

interface NewFile {
  readonly uri: string;
  readonly text: string;
}

/** Whether a client supports edits that create or move files. */
export function canChangeFiles({ workspace }: ClientCapabilities, kind: 'create' | 'rename'): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && (resourceOperations?.includes(kind) ?? false);
}

interface Changes {
  readonly edits: readonly (FileRange & OffsetEdit)[];
  readonly newFiles?: readonly NewFile[] | undefined;
  readonly moves?: readonly MovedFile[] | undefined;
}

/** Edits of files, new and moved ones, in the form that a client takes; the latter only where it can make them. */
export function toWorkspaceEdit(
  session: Session,
  view: View,
  { edits, newFiles = [], moves = [] }: Changes,
): WorkspaceEdit {
  const byFile = [
    ...grouped(
      edits,
      ({ uri }) => uri,
      (edit) => view.edit(edit.uri, edit),
    ),
  ];
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true) {
    return { changes: Object.fromEntries(byFile.map(([uri, list]) => [session.uris.out(uri), list])) };
  }
  const changed = byFile.map(([uri, list]) => changesOf(session, uri, list));
  const created = newFiles.flatMap((file) => creationOf(session, file));
  return { documentChanges: [...created, ...changed, ...moves.map((move) => moveOf(session, move))] };
}

function changesOf({ uris, workspace }: Session, uri: string, edits: TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri: uris.out(uri), version: workspace.version(uri) ?? null }, edits };
}

function moveOf({ uris }: Session, { from, to }: MovedFile): RenameFile {
  return { kind: 'rename', oldUri: uris.out(from), newUri: uris.out(to) };
}

/** A file that came in the meantime is not touched: the client does nothing then. */
function creationOf({ uris }: Session, { uri, text }: NewFile): [CreateFile, TextDocumentEdit] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri: uris.out(uri) },
    {
      textDocument: { uri: uris.out(uri), version: null },
      edits: [{ range: { start, end: start }, newText: text }],
    },
  ];
}
