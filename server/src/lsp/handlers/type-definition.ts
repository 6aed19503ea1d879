import type { Location, LocationLink } from 'vscode-languageserver';
import { typeDefinition } from '../../features/navigation/type-definition.ts';
import { toLinks } from '../links.ts';
import type { Handler } from '../session.ts';

export const typeDefinitionHandler: Handler = {
  capabilities: () => ({ typeDefinitionProvider: true }),
  register: (session) =>
    session.connection.onTypeDefinition(
      session.request('typeDefinition', null as Location[] | LocationLink[] | null, (view, params) => {
        const place = view.place(params);
        const { linkSupport } = session.client.textDocument?.typeDefinition ?? {};
        return place ? toLinks(view, place, typeDefinition(view.snapshot, place), linkSupport) : null;
      }),
    ),
};
