import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver';
import { documentHighlight } from '../../features/navigation/document-highlight.ts';
import type { Handler } from '../session.ts';

export const documentHighlightHandler: Handler = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register: (session) =>
    session.connection.onDocumentHighlight(
      session.request('documentHighlight', null as DocumentHighlight[] | null, (view, params) => {
        const place = view.place(params);
        const found = place && documentHighlight(view.snapshot, place);
        if (found === undefined) return null;
        return found.map((highlight) => ({
          range: view.range(highlight.uri, highlight),
          kind: highlight.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
      }),
    ),
};
