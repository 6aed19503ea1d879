import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import type { KnownPackage } from '../../packages/known-packages.ts';
import type { Interface, InterfaceItem, PackageId, TopLevelItem, World } from '../../syntax/ast.ts';
import { written } from '../written-name.ts';
import type { Completion } from '../results.ts';
import type { PathSoFar } from '../item-named.ts';
import { unversioned } from '../../base/ids.ts';

/** The details of a package that a fix would have to add. */
const ABSENT = 'not in deps';

/** The packages that are known and not there, as far as a path leads to them. */
function absent(
  { known, root }: Snapshot,
  { uri }: Place,
  path: PathSoFar,
): readonly (KnownPackage & { id: PackageId })[] {
  const present = root(uri)?.packages;
  return [...known.all()].flatMap((one) => {
    const { id } = one.source.main;
    if (!id || present?.has(one.key)) return [];
    const fits = [
      [path.namespace, id.namespace?.text],
      [path.package, id.name?.text],
      [path.version, id.version?.text],
    ].every(([wanted, has]) => wanted === undefined || wanted === has);
    return fits ? [{ ...one, id }] : [];
  });
}

/**
 * Each known package once, without its versions, except those that are in the workspace in some version, which are
 * proposed elsewhere.
 */
export function knownPackageNames(snapshot: Snapshot, place: Place, path: PathSoFar): Completion[] {
  const present = new Set([...(snapshot.root(place.uri)?.packages.keys() ?? [])].map(unversioned));
  const names = new Map<string, Completion>();
  for (const { key, id } of absent(snapshot, place, path)) {
    const name = id.name?.text ?? '';
    const label = path.namespace === undefined ? `${id.namespace?.text}:${name}` : name;
    if (!present.has(unversioned(key)))
      names.set(label, { label, kind: 'package', text: `${label}/`, detail: ABSENT });
  }
  return [...names.values()];
}

/** Interfaces or worlds, with the version that each is of. */
export function knownItems(
  snapshot: Snapshot,
  place: Place,
  to: 'interface' | 'world',
  path: PathSoFar,
): Completion[] {
  return absent(snapshot, place, path).flatMap(({ key, source, id }) => {
    const version = id.version ? `@${id.version.text}` : '';
    return itemsOf(source.files[0]!.ast.items, to).flatMap(({ name }) => {
      if (!name) return [];
      const detail = `${key}, ${ABSENT}`;
      return [{ label: name.text + version, kind: to, text: written(name.text) + version, detail }];
    });
  });
}

/** The names that `use path.{…}` can take. */
export function knownTypes(snapshot: Snapshot, place: Place, path: PathSoFar): Completion[] {
  const [found] = absent(snapshot, place, path);
  const all = itemsOf(found?.source.files[0]?.ast.items ?? [], 'interface');
  const item = all.find(({ name }) => name?.text === path.name);
  const names = item?.kind === 'interface' ? item.items.flatMap(namesIn) : [];
  return names.map((name) => ({ label: name, kind: 'type', text: written(name), detail: ABSENT }));
}

export function knownVersions(snapshot: Snapshot, place: Place, path: PathSoFar): Completion[] {
  const versions = absent(snapshot, place, path).flatMap(({ id }) => id.version?.text ?? []);
  return versions.map((text) => ({ label: text, kind: 'value', text, detail: ABSENT }));
}

function itemsOf(items: readonly TopLevelItem[], kind: 'interface' | 'world'): (Interface | World)[] {
  return items.flatMap((item) => (item.kind === kind ? [item as Interface | World] : []));
}

function namesIn(item: InterfaceItem): string[] {
  if (item.kind === 'use') return item.names.map(({ name, as }) => (as ?? name).text);
  return item.kind === 'function' || !item.name ? [] : [item.name.text];
}
