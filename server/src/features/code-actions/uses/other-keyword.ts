import { isAround } from '../../../resolve/model.ts';
import type { Path, WorldItem } from '../../../syntax/ast.ts';
import { definitionOf } from '../../name-at.ts';
import type { Fix, FixContext } from '../fix.ts';
import { worldItemAt } from './world-item-at.ts';

/**
 * `include` for a world that was imported or exported, unless it is the one around it; `import` for an interface that
 * was included.
 */
export function* otherKeyword({ snapshot, file, found }: FixContext): Generator<Fix> {
  const item = worldItemAt(snapshot, file, found.start);
  const path = item && !found.detail.isUsed ? plainPath(item) : undefined;
  if (path === undefined) return;
  const { uri, tokens } = file;
  const keyword = path.first - 1;
  const text = item?.kind === 'include' ? 'import' : 'include';
  const named = definitionOf(snapshot.root(uri), uri, path.last);
  if (named && isAround(named, uri, keyword)) return;
  yield {
    title: `Change \`${tokens.textOf(keyword)}\` to \`${text}\``,
    isPreferred: true,
    edits: [{ uri, start: tokens.start(keyword), end: tokens.end(keyword), text }],
  };
}

/** The path of an item that is nothing but a keyword and a path. */
function plainPath(item: WorldItem): Path | undefined {
  if (item.kind === 'include') return item.with.length === 0 ? item.path : undefined;
  return item.kind === 'extern' && item.target?.kind === 'path' ? item.target.path : undefined;
}
