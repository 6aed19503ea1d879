import type { Location, LocationLink } from 'vscode-languageserver';
import { implementation } from '../../features/navigation/implementation.ts';
import { toLinks } from '../links.ts';
import type { Handler } from '../session.ts';

export const implementationHandler: Handler = {
  capabilities: () => ({ implementationProvider: true }),
  register: (session) =>
    session.connection.onImplementation(
      session.request('implementation', null as Location[] | LocationLink[] | null, (view, params) => {
        const place = view.place(params);
        const { linkSupport } = session.client.textDocument?.implementation ?? {};
        return place ? toLinks(view, place, implementation(view.snapshot, place), linkSupport) : null;
      }),
    ),
};
