import { once } from '../base/once.ts';
import type { PackageSource } from '../packages/package-source.ts';
import type { Path, TopLevelItem } from '../syntax/ast.ts';
import { isExcluded } from './gates.ts';
import type { Features } from './model.ts';
import { packagePaths } from './package-paths.ts';

/** A path to an item of another package, and the file that contains it. */
interface Mention {
  readonly path: Path;
  readonly uri: string;
}

/**
 * An item of another package that a package needs, because a statement that names it is not behind a disabled gate
 * of its own. The reference looks for it, and reports its problems where the first statement names it, which may be
 * behind such a gate.
 */
export interface ForeignItem {
  readonly first: Mention;
  /** The first that is not behind a disabled gate. */
  readonly by: Mention;
}

interface WithSource {
  readonly source: PackageSource;
}

/** The items of other packages that a package needs. */
export interface ForeignItems {
  readonly byFirst: ReadonlyMap<Path, ForeignItem>;
  readonly byNeed: ReadonlyMap<Path, ForeignItem>;
}

export const foreignItems = once(({ source }: WithSource, features: Features): ForeignItems => {
  const mentions = new Map<string, { readonly first: Mention; by?: Mention }>();
  for (const { file, items } of source.parts)
    for (const { id, path, attributes } of foreignPaths(items)) {
      const mention = { path, uri: file.uri };
      let item = mentions.get(id);
      if (!item) mentions.set(id, (item = { first: mention }));
      if (!item.by && !isExcluded(attributes, features)) item.by = mention;
    }
  const byFirst = new Map<Path, ForeignItem>();
  const byNeed = new Map<Path, ForeignItem>();
  for (const { first, by } of mentions.values()) {
    if (!by) continue;
    byFirst.set(first.path, { first, by });
    byNeed.set(by.path, { first, by });
  }
  return { byFirst, byNeed };
});

/** The paths of one file to items of other packages, with what identifies the item. */
const foreignPaths = once((items: readonly TopLevelItem[]) =>
  packagePaths(items).flatMap(({ key, path, attributes }) =>
    key === '' || !path.name ? [] : [{ id: `${key}/${path.name.text}`, path, attributes }],
  ),
);
