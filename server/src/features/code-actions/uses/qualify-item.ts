import { isWorld } from '../../../resolve/model.ts';
import { packagesIn } from '../../name-at.ts';
import type { Fix, FixContext } from '../fix.ts';
import { replacement } from '../replacement.ts';
import { foreignPath } from './foreign-path.ts';

/** Names an interface or world that another package has by its whole path. */
export function* qualifyItem(context: FixContext): Generator<Fix> {
  const { snapshot, found } = context;
  const { uri, tokens } = context.file;
  const { name = '' } = found.detail;
  const root = snapshot.root(uri);
  const own = new Set(packagesIn(root, uri).map(({ key }) => key));
  const isIncluded = tokens.textOf(tokens.firstEndingAfter(found.start) - 1) === 'include';
  const having = [...(root?.packages.values() ?? [])].filter(({ key, items }) => {
    const item = items.get(name);
    return item && !own.has(key) && isWorld(item) === isIncluded;
  });
  for (const { source } of having)
    yield { ...replacement(context, foreignPath(source, name)), isPreferred: having.length === 1 };
}
