import { isWorld } from '../../../resolve/model.ts';
import { packagesIn } from '../../name-at.ts';
import type { Fix, FixContext } from '../fix.ts';
import { foreignPath } from './foreign-path.ts';

/** Names an interface or world that another package has by its whole path. */
export function* qualifyItem({ snapshot, file: { uri, tokens }, found }: FixContext): Generator<Fix> {
  const { start, end, detail } = found;
  const root = snapshot.root(uri);
  const own = new Set(packagesIn(root, uri).map(({ key }) => key));
  const isIncluded = tokens.textOf(tokens.firstEndingAfter(start) - 1) === 'include';
  const having = [...(root?.packages.values() ?? [])].filter(({ key, items }) => {
    const item = items.get(detail.name ?? '');
    return item && !own.has(key) && isWorld(item) === isIncluded;
  });
  for (const { source } of having) {
    const text = foreignPath(source, detail.name ?? '');
    const isPreferred = having.length === 1;
    yield { title: `Change to \`${text}\``, isPreferred, edits: [{ uri, start, end, text }] };
  }
}
