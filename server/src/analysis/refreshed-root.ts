import type { ReadFile } from '../packages/find-root.ts';
import {
  type OutsideDependency,
  packageKey,
  type Root,
  type SourceGroup,
  sourceGroup,
} from '../packages/package-source.ts';
import { mayMergeOtherwise } from '../packages/split-packages.ts';
import { pathsOf } from '../resolve/package-paths.ts';

/**
 * A root after changes of texts, without listing folders and reading manifests again. Undefined when the change may
 * affect which files it has.
 *
 * @param changed URIs of files that decided the contents of the root
 */
export function refreshed(root: Root, changed: ReadonlySet<string>, read: ReadFile): Root | undefined {
  const groups = new Map<SourceGroup, SourceGroup>();
  let found = 0;
  for (const group of [root.main, ...root.dependencies]) {
    const own = group.files.filter(({ uri }) => changed.has(uri)).length;
    if (own === 0) continue;
    found += own;
    const next = sourceGroup(group.files.map((file) => (changed.has(file.uri) ? read(file.uri)! : file)));
    // The lookup in manifests depends only on the names of packages.
    if (root.manifests && namesIn(group) !== namesIn(next)) return undefined;
    // Files right in `deps` are read together by the package that they say they are.
    if (group !== root.main && headersIn(group) !== headersIn(next)) return undefined;
    if (group !== root.main && mayMergeOtherwise(root.dependencies, group, next)) return undefined;
    groups.set(group, next);
  }
  // Other dependencies may lead to other files.
  if (found < changed.size) return undefined;
  return withGroups(root, (group) => groups.get(group) ?? group);
}

function withGroups(root: Root, next: (group: SourceGroup) => SourceGroup): Root {
  const moved = ({ group, ...from }: OutsideDependency): OutsideDependency => ({
    ...from,
    group: next(group),
  });
  return {
    ...root,
    main: next(root.main),
    dependencies: root.dependencies.map(next),
    ...(root.outsideDeps && { outsideDeps: root.outsideDeps.map(moved) }),
  };
}

const headersIn = ({ headers }: SourceGroup): string =>
  headers.map(({ header }) => packageKey(header.id)).join(' ');

/** The packages that a group has and names. */
const namesIn = ({ main, nested }: SourceGroup): string =>
  [main, ...nested].map((one) => [one.key, ...[...pathsOf(one)].map(({ key }) => key)].join(' ')).join('; ');
