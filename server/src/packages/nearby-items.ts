import { parse } from '../syntax/parse.ts';
import { packageKey } from './package-source.ts';
import { sourceAt, type WorldPlaces } from './world-package.ts';
import { itemId } from '../base/ids.ts';

type Kind = 'world' | 'interface';

/**
 * The worlds that a plan may target, or the interfaces of the same packages, by their whole names
 * (`acme:edge/service@0.1.0`): those that `findTarget` finds beside the plan, then those that are known without being
 * there.
 */
export function nearbyItems(kind: Kind, places: WorldPlaces): readonly string[] {
  const { folder, packages, files, known } = places;
  const below = (path: string) => files.readDirectory(path).map(({ name }) => `${path}/${name}`);
  const inDeps = below(`${folder}/deps`).flatMap(below);
  const inWit = below(`${folder}/wit/deps`);
  const own = [`${folder}/wit`, ...packages.values(), ...inDeps, ...inDeps.flatMap(below), ...inWit];
  const here = own.flatMap((uri) => {
    const source = sourceAt(uri, files)?.source;
    return source?.tag === 'text' ? itemsIn(kind, source.val) : [];
  });
  const elsewhere = [...known.all()].flatMap(({ key, text }) =>
    itemsIn(kind, [{ path: `${key}.wit`, text }]),
  );
  return [...new Set([...here, ...elsewhere])];
}

/** One file of a package declares its name; any file may have items. */
function itemsIn(
  kind: Kind,
  files: readonly { readonly path: string; readonly text: string }[],
): readonly string[] {
  const parsed = files.map(({ path, text }) => parse(path, text).ast);
  const id = parsed.find(({ header }) => header?.id)?.header?.id;
  const key = packageKey(id);
  if (key === '') return [];
  const names = parsed.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === kind ? (item.name?.text ?? []) : [])),
  );
  return names.map((name) => itemId(key, name));
}
