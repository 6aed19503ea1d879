import { isWorld } from '../../../resolve/model.ts';
import { packagesIn } from '../../name-at.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Fix, FixContext } from '../fix.ts';
import { replacement } from '../replacement.ts';
import { foreignPath } from './foreign-path.ts';

/** Names an interface or world that another package has by its whole path; in a `use`, one with all types that it names. */
export function* qualifyItem(context: FixContext): Generator<Fix> {
  const { snapshot, found } = context;
  const { uri, tokens } = context.file;
  const { name = '' } = found.detail;
  const root = snapshot.root(uri);
  const own = new Set(packagesIn(root, uri).map(({ key }) => key));
  const isIncluded = tokens.textOf(tokens.firstEndingAfter(found.start) - 1) === 'include';
  const types = typesUsed(context);
  const having = [...(root?.packages.values() ?? [])].filter(({ key, items }) => {
    const item = items.get(name);
    if (!item || own.has(key) || isWorld(item) !== isIncluded) return false;
    return types.every((type) => item.names.has(type) && item.names.get(type)!.kind !== 'function');
  });
  for (const { source } of having)
    yield { ...replacement(context, foreignPath(source, name)), isPreferred: having.length === 1 };
}

/** The names in the braces behind the reported one; empty if it is in no `use`. */
function typesUsed({ snapshot, file: { uri, tokens }, found }: FixContext): readonly string[] {
  const items = bodiesIn(snapshot, uri).flatMap((body) => body.items);
  const use = items.find(
    (item) => item.kind === 'use' && item.path?.name && tokens.start(item.path.name.token) === found.start,
  );
  return use?.kind === 'use' ? use.names.map(({ name }) => name.text) : [];
}
