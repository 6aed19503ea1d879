import type { Scope } from '../../../resolve/model.ts';
import { scopeAt } from '../../scope-at.ts';
import { written } from '../../written-name.ts';
import type { Fix, FixContext } from '../fix.ts';
import { interfacesWith, pathTo } from './interfaces-with.ts';
import { isOpened, useOf } from './use-of.ts';

/** The most interfaces that are offered. */
const MOST_FIXES = 8;

/** Brings a type in from an interface that has one of this name: those of the same package first. */
export function* addUse({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { name = '' } = found.detail;
  const scope: Scope | undefined = scopeAt(snapshot, { uri: file.uri, offset: found.start });
  const root = snapshot.root(file.uri);
  if (!scope || !root || !isOpened(file, scope)) return;
  const sources = interfacesWith(root, scope, name).slice(0, MOST_FIXES);
  for (const source of sources) {
    const path = pathTo(root, source, scope);
    const title = `Use \`${name}\` of \`${path}\``;
    const used = { from: source.definition, path, names: written(name), type: source.names.get(name) };
    yield { title, isPreferred: sources.length === 1, edits: [useOf(file, scope, used)] };
  }
}
