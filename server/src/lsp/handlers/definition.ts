import type { Location, LocationLink } from 'vscode-languageserver';
import { definition } from '../../features/navigation/definition.ts';
import { toLinks } from '../links.ts';
import type { Handler } from '../session.ts';

export const definitionHandler: Handler = {
  capabilities: () => ({ definitionProvider: true }),
  register: (session) =>
    session.connection.onDefinition(
      session.request('definition', null as Location[] | LocationLink[] | null, (view, params) => {
        const place = view.place(params);
        const { linkSupport } = session.client.textDocument?.definition ?? {};
        return place ? toLinks(view, place, definition(view.snapshot, place), linkSupport) : null;
      }),
    ),
};
