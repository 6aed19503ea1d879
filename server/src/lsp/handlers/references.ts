import type { Location } from 'vscode-languageserver';
import { references } from '../../features/navigation/references.ts';
import type { Handler } from '../session.ts';

export const referencesHandler: Handler = {
  capabilities: () => ({ referencesProvider: true }),
  register: (session) =>
    session.connection.onReferences(
      session.request('references', null as Location[] | null, (view, params) => {
        const place = view.place(params);
        if (place === undefined) return null;
        const found = references(view.snapshot, place, params.context);
        return found?.map((reference) => view.location(reference)) ?? null;
      }),
    ),
};
