import { LSPErrorCodes, ResponseError, type TextDocumentContentResult } from 'vscode-languageserver';
import { nameOf } from '../../base/uri-paths.ts';
import { DECODED_SCHEME, encodedFile } from '../../packages/encoded.ts';
import type { Handler, Session } from '../session.ts';

/**
 * Shows encoded files, read-only: by LSP 3.18 (workspace/textDocumentContent), and to clients without it as copies on
 * disk.
 */
export const textDocumentContentHandler: Handler = {
  capabilities: () => ({ workspace: { textDocumentContent: { schemes: [DECODED_SCHEME] } } }),
  register: (session) => {
    const { workspace, uris, connection } = session;
    connection.workspace.textDocumentContent.on(
      session.request(
        'textDocumentContent',
        null as TextDocumentContentResult | null,
        async (view, params) => {
          const uri = uris.in(params.uri);
          // An editor may request it first of all, for the documents of its last session.
          view.snapshot.root(uri);
          await workspace.settled();
          const text = workspace.snapshot().file(uri)?.tokens.text;
          if (text === undefined) throw noContentError(uri);
          return { text };
        },
      ),
    );
  },
  initialized: (session) => {
    const opensAll = session.client.workspace?.textDocumentContent !== undefined;
    session.workspace.onDecoded(opensAll ? (uri) => refresh(session, uri) : (uri) => copy(session, uri));
  },
};

function refresh({ workspace, connection, uris }: Session, uri: string): void {
  if (workspace.version(uri) === undefined) return;
  void connection.workspace.textDocumentContent.refresh(uris.out(uri));
}

function copy({ workspace, uris, writeCopy }: Session, uri: string): void {
  const file = writeCopy(uri, workspace.openText(uri));
  if (file !== undefined) uris.show(uri, file);
}

function noContentError(uri: string): ResponseError {
  const reason = `There is no package in ${nameOf(encodedFile(uri))}: it is gone, or is not in the deps folder of a package.`;
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
