import { type ClientCapabilities, type DocumentLink, DocumentLinkRequest } from 'vscode-languageserver';
import { documentLinks } from '../../features/navigation/document-links.ts';
import { type DocumentLink as Link } from '../../features/results.ts';
import { MANIFEST_DOCUMENTS, PLAN_DOCUMENTS } from '../manifest-documents.ts';
import type { Handler, Session } from '../session.ts';
import type { View } from '../view.ts';

const takesRegistration = (client: ClientCapabilities): boolean =>
  client.textDocument?.documentLink?.dynamicRegistration === true;

/** Links from file to file. LSP has no position within a target; some clients understand a fragment. */
export const documentLinksHandler: Handler = {
  capabilities: (client) => (takesRegistration(client) ? {} : { documentLinkProvider: {} }),
  register: (session) =>
    session.connection.onDocumentLinks(
      session.request('documentLink', null as DocumentLink[] | null, (view, params) => {
        const uri = view.uri(params.textDocument);
        return documentLinks(view.snapshot, uri).map((link) => toLink(session, view, uri, link));
      }),
    ),
  initialized: ({ client, connection }) => {
    if (!takesRegistration(client)) return;
    const documentSelector = [{ language: 'wit' }, ...MANIFEST_DOCUMENTS, ...PLAN_DOCUMENTS];
    void connection.client.register(DocumentLinkRequest.type, { documentSelector });
  },
};

function toLink({ client }: Session, view: View, uri: string, link: Link): DocumentLink {
  const { uri: file, range } = view.location(link.target);
  const { line, character } = range.start;
  return {
    range: view.range(uri, link),
    // As VS Code has it, and Sublime Text after it; Neovim leaves fragments out. Counted from 1, in UTF-16.
    target: `${file}#L${line + 1},${character + 1}`,
    ...(client.textDocument?.documentLink?.tooltipSupport && { tooltip: link.title }),
  };
}
