import type { DocumentLink } from 'vscode-languageserver';
import { type DocumentLink as Link, documentLinks } from '../../features/document-links.ts';
import type { Handler, Session } from '../session.ts';
import type { View } from '../view.ts';

/** Links from file to file. LSP has no place within a target; a fragment says it to those who read one. */
export const documentLinksHandler: Handler = {
  capabilities: () => ({ documentLinkProvider: {} }),
  register: (session) =>
    session.connection.onDocumentLinks(
      session.request('documentLink', null as DocumentLink[] | null, (view, params) => {
        const uri = view.uri(params.textDocument);
        return documentLinks(view.snapshot, uri).map((link) => toLink(session, view, uri, link));
      }),
    ),
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
