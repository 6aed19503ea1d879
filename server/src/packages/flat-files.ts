import { folderOf, nameOf } from '../base/uri-paths.ts';
import { grouped } from '../base/grouped.ts';
import { type SourceGroup, sourceGroup } from './package-source.ts';

/**
 * Puts files right in `deps` that are of one package together, as their author means them, though each should
 * be a package of its own: one mistake is reported then, and none for each name that another file has. Files
 * that define the same item are copies, and stay apart.
 */
export function withFlatFilesMerged(groups: readonly SourceGroup[], deps: string): SourceGroup[] {
  const isFlat = ({ files: [file] }: SourceGroup) => file !== undefined && folderOf(file.uri) === deps;
  const byKey = grouped(groups, (group) => (isFlat(group) && group.main.key) || group);
  return [...byKey.values()].flatMap((same) =>
    same.length > 1 && !haveCommonItem(same) ? [sourceGroup(same.flatMap(({ files }) => files))] : same,
  );
}

function haveCommonItem(groups: readonly SourceGroup[]): boolean {
  const names = groups.flatMap(({ main }) =>
    main.parts.flatMap(({ items }) =>
      items.flatMap((item) => ('name' in item && item.name ? [item.name.text] : [])),
    ),
  );
  return new Set(names).size < names.length;
}

/** Whether a dependency is a package whose files lie right in `deps`. */
export const isSplit = ({ headers, files }: SourceGroup): boolean =>
  headers.length > 1 && files.every(({ uri }) => nameOf(folderOf(uri)) === 'deps');
