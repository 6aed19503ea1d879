import {
  DeclarationRequest,
  type ClientCapabilities,
  type Location,
  type LocationLink,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { declaration } from '../../features/navigation/declaration.ts';
import { toLinks } from '../links.ts';
import type { Handler } from '../session.ts';

/** Sources of guests stay their own servers' documents: this one is asked about them, and does not open them. */
const documentSelector = ['typescript', 'javascript', 'rust', 'go', 'python', 'c', 'cpp'].map((language) => ({
  language,
  scheme: 'file',
}));

const isRegistered = (client: ClientCapabilities): boolean =>
  client.textDocument?.declaration?.dynamicRegistration === true;

/** From a function in a guest's source to the WIT that it implements. */
export const declarationHandler: Handler = {
  capabilities: () => ({}),
  register: (session) => {
    const none: Location[] | LocationLink[] | null = null;
    const handler = session.request('declaration', none, (view, params: TextDocumentPositionParams) => {
      const uri = view.uri(params.textDocument);
      const targets = declaration(view.snapshot, uri, params.position);
      return toLinks(view, uri, targets, session.client.textDocument?.declaration?.linkSupport);
    });
    session.connection.onDeclaration(handler);
  },
  initialized: ({ client, connection }) => {
    if (isRegistered(client)) void connection.client.register(DeclarationRequest.type, { documentSelector });
  },
};
