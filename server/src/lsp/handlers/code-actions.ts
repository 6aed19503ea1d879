import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import {
  type ActionKind,
  type CodeAction as Action,
  codeActions,
} from '../../features/code-actions/code-actions.ts';
import type { Handler, Session } from '../session.ts';
import type { View } from '../view.ts';
import { canChangeFiles, toWorkspaceEdit } from '../workspace-edit.ts';

/**
 * Only for clients that accept actions with an edit; others would need commands. Fixes of the whole file are computed
 * only on request, and not at each move of the cursor.
 */
export const codeActionsHandler: Handler = {
  capabilities: (client) =>
    client.textDocument?.codeAction?.codeActionLiteralSupport === undefined
      ? {}
      : { codeActionProvider: { codeActionKinds: KINDS } },
  register: (session) =>
    session.connection.onCodeAction(
      session.request('codeAction', null as CodeAction[] | null, (view, { textDocument, range, context }) => {
        const uri = view.uri(textDocument);
        const lines = view.snapshot.lines(uri);
        if (lines === undefined) return null;
        const offsets = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
        const wants = (kind: ActionKind) =>
          context.only?.some((one) => includes(one, kind)) ?? kind !== 'source.fixAll';
        const found = codeActions(view.snapshot, uri, offsets, wants);
        const possible = found.filter(
          ({ newFiles, moves }) =>
            (newFiles === undefined || canChangeFiles(session.client, 'create')) &&
            (moves === undefined || canChangeFiles(session.client, 'rename')),
        );
        return possible.map((one) => toCodeAction(session, view, uri, one, context.diagnostics));
      }),
    ),
};

const KINDS: ActionKind[] = ['quickfix', 'refactor.rewrite', 'source.organizeImports', 'source.fixAll'];

/** Kinds are a hierarchy, separated by dots. */
const includes = (wanted: CodeActionKind, kind: ActionKind): boolean =>
  wanted === CodeActionKind.Empty || kind === wanted || kind.startsWith(`${wanted}.`);

/** @param known the diagnostics of the range that the client has */
function toCodeAction(
  session: Session,
  view: View,
  uri: string,
  action: Action,
  known: readonly Diagnostic[],
): CodeAction {
  const { title, kind, isPreferred, fixes: mends } = action;
  const place = mends && JSON.stringify(view.range(uri, mends));
  const diagnostics = known.filter(
    ({ code, range }) => code === mends?.code && JSON.stringify(ordered(range)) === place,
  );
  return {
    title,
    kind,
    ...(isPreferred && { isPreferred }),
    ...(diagnostics.length > 0 && { diagnostics }),
    edit: toWorkspaceEdit(session, view, action),
  };
}

/** With its keys in the order of ours, to be compared as text. */
const ordered = ({ start, end }: Diagnostic['range']): Diagnostic['range'] => ({
  start: { line: start.line, character: start.character },
  end: { line: end.line, character: end.character },
});
