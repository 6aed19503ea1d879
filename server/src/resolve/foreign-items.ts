import { once } from '../base/once.ts';
import type { PackageSource } from '../packages/package-source.ts';
import type { Path } from '../syntax/ast.ts';
import { isExcluded } from './gates.ts';
import type { Features } from './model.ts';
import { type PackagePath, pathsOf } from './package-paths.ts';

/** A path to an item of another package, and the file that contains it. */
export interface Mention extends PackagePath {
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
  const mentions = new Map<string, Mention[]>();
  for (const { file, ...one } of pathsOf(source)) {
    if (one.key === '' || !one.path.name) continue;
    const item = `${one.key}/${one.path.name.text}`;
    const all = mentions.get(item) ?? [];
    if (all.push({ ...one, uri: file.uri }) === 1) mentions.set(item, all);
  }
  const needed = [...mentions.values()].flatMap((all): ForeignItem[] => {
    const by = all.find(({ attributes }) => !isExcluded(attributes, features));
    return by ? [{ first: all[0]!, by }] : [];
  });
  return {
    byFirst: new Map(needed.map((item) => [item.first.path, item])),
    byNeed: new Map(needed.map((item) => [item.by.path, item])),
  };
});

interface WithSource {
  readonly source: PackageSource;
}
