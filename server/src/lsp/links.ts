import {
  RegistrationType,
  type CancellationToken,
  type Location,
  type LocationLink,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Place, Snapshot } from '../analysis/snapshot.ts';
import { type Generated, generatedAt } from '../features/navigation/generated-declarations.ts';
import type { Target } from '../features/navigation/target.ts';
import type { Failure } from './dispatch.ts';
import type { Handler, Session } from './session.ts';
import type { View } from './view.ts';

type Links = Location[] | LocationLink[] | null;
type LinksHandler = (
  params: TextDocumentPositionParams,
  token: CancellationToken,
) => Promise<Links | Failure>;

/**
 * A request that leads from a name to other places.
 *
 * @param kind what LSP calls it, in its methods and capabilities
 * @param ofGenerated the places for a name in generated declarations of a guest, which are no documents of the server
 */
export function leading(
  kind: 'definition' | 'typeDefinition' | 'implementation',
  find: (snapshot: Snapshot, place: Place) => readonly Target[],
  listen: (connection: Session['connection'], handler: LinksHandler) => void,
  ofGenerated?: (generated: Generated) => readonly Target[],
): Handler {
  return {
    capabilities: () => ({ [`${kind}Provider`]: true }),
    register: (session) => {
      const handler = session.request(kind, null as Links, (view, params: TextDocumentPositionParams) => {
        const { linkSupport } = session.client.textDocument?.[kind] ?? {};
        const uri = view.uri(params.textDocument);
        const generated = ofGenerated && generatedAt(view.snapshot, uri, params.position);
        if (generated) return toLinks(view, uri, ofGenerated(generated), linkSupport);
        const place = view.place(params);
        return place ? toLinks(view, uri, find(view.snapshot, place), linkSupport) : null;
      });
      listen(session.connection, handler);
    },
    initialized: ({ client, connection }) => {
      if (ofGenerated && client.textDocument?.[kind]?.dynamicRegistration === true)
        void connection.client.register(new RegistrationType(`textDocument/${kind}`), {
          documentSelector: GENERATED,
        });
    },
  };
}

/** Where builds of TypeScript components write declarations. */
const GENERATED = [{ language: 'typescript', scheme: 'file', pattern: '**/types/**/*.d.ts' }];

/**
 * Targets as the client takes them: a link carries the whole name that was clicked on.
 * @param uri of the document that was asked about
 */
export function toLinks(
  view: View,
  uri: string,
  targets: readonly Target[],
  linkSupport: boolean | undefined,
): Location[] | LocationLink[] {
  if (linkSupport !== true) return targets.map((target) => view.location(target));
  return targets.map((target) => ({
    originSelectionRange: view.range(uri, target.origin, target.originLines),
    targetUri: view.location(target).uri,
    targetRange: view.range(target.uri, target.whole, target.lines),
    targetSelectionRange: view.range(target.uri, target, target.lines),
  }));
}
