import { folderOf, nameOf } from '../base/uri-paths.ts';
import { grouped } from '../base/grouped.ts';
import { once } from '../base/once.ts';
import { type SourceGroup, sourceGroup } from './package-source.ts';

/**
 * Puts entries of `deps` that are of one package together, as their author means them, though each should be a
 * package of its own: one mistake is reported then, and none for each name that another entry has. Entries that
 * define the same item are copies, and stay apart.
 */
export function withSplitPackagesMerged(groups: readonly SourceGroup[]): SourceGroup[] {
  const byKey = grouped(groups, (group) => group.main.key || group);
  return [...byKey.values()].flatMap((same) =>
    same.length > 1 && !haveCommonItem(same) ? [sourceGroup(same.flatMap(({ files }) => files))] : same,
  );
}

function haveCommonItem(groups: readonly SourceGroup[]): boolean {
  const names = groups.flatMap(namesIn);
  return new Set(names).size < names.length;
}

const namesIn = ({ main }: SourceGroup): readonly string[] =>
  main.parts.flatMap(({ items }) =>
    items.flatMap((item) => ('name' in item && item.name ? [item.name.text] : [])),
  );

/** Whether an edit of one of some groups may affect which of them are put together: other names in one that is split, or has a copy. */
export function mayMergeOtherwise(
  groups: readonly SourceGroup[],
  before: SourceGroup,
  after: SourceGroup,
): boolean {
  if (namesIn(before).join() === namesIn(after).join()) return false;
  return isSplit(before) || groups.some((one) => one !== before && one.main.key === before.main.key);
}

/** The entry of `deps` that a file belongs to: its folder, or the file itself right in `deps`. */
export const entryOf = (uri: string): string => (isFlat(uri) ? uri : folderOf(uri));

const isFlat = (uri: string): boolean => nameOf(folderOf(uri)) === 'deps';

export const isSplit = once(
  ({ files }: SourceGroup): boolean => new Set(files.map(({ uri }) => entryOf(uri))).size > 1,
);

/** The folder of `deps` that all of a split package belongs into: one that it has, or one of its name. */
export function folderFor({ files, main }: SourceGroup): string {
  const inFolder = files.find(({ uri }) => !isFlat(uri));
  return inFolder ? nameOf(folderOf(inFolder.uri)) : (main.id?.name?.text ?? '');
}

/** Whether a file is in that folder. */
export const isIn = (folder: string, uri: string): boolean =>
  !isFlat(uri) && nameOf(folderOf(uri)) === folder;
