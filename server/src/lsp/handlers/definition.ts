import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { definition } from '../../features/definition.ts';
import type { Handler } from '../session.ts';

/** Links when the client takes them: they carry the whole name that was clicked on. */
export const definitionHandler: Handler = {
  capabilities: () => ({ definitionProvider: true }),
  register: (session) =>
    session.connection.onDefinition(
      session.request('definition', null as Definition | DefinitionLink[] | null, (view, params) => {
        const place = view.place(params);
        const targets = place && definition(view.snapshot, place);
        if (place === undefined || targets === undefined) return null;
        if (session.client.textDocument?.definition?.linkSupport !== true)
          return targets.map((target) => view.location(target));
        return targets.map((target) => ({
          originSelectionRange: view.range(place.uri, target.origin),
          targetUri: view.location(target).uri,
          targetRange: view.range(target.uri, target.whole),
          targetSelectionRange: view.range(target.uri, target),
        }));
      }),
    ),
};
