import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import type { Definition } from '../../resolve/model.ts';
import type { Resource, ResourceFunction } from '../../syntax/ast.ts';
import { packagesIn } from '../name-at.ts';

/** The constructor whose word is under the cursor. It has no name, so nothing refers to it. */
export function constructorAt(snapshot: Snapshot, { uri, offset }: Place): Definition | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  const token = tokens?.at(offset);
  if (tokens === undefined || token === undefined || tokens.textOf(token) !== 'constructor') return undefined;
  for (const resource of resourcesIn(snapshot, uri)) {
    const { functions } = resource.node as Resource;
    const found = functions.find(({ first, last }) => first <= token && token <= last);
    if (found?.kind === 'constructor') return definitionOf(resource, found, token);
  }
  return undefined;
}

function resourcesIn(snapshot: Snapshot, uri: string): readonly Definition[] {
  const scopes = packagesIn(snapshot.root(uri), uri).flatMap(({ interfaces, worlds }) => [
    ...interfaces,
    ...worlds,
  ]);
  return scopes
    .flatMap(({ names }) => [...names.values()])
    .filter((one) => one.uri === uri && 'functions' in one.node);
}

function definitionOf(resource: Definition, node: ResourceFunction, token: number): Definition {
  return { ...resource, kind: 'function', name: 'constructor', node, token, container: resource };
}
