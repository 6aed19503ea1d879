import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { grouped } from '../../base/grouped.ts';
import { resolvedDefinition, typeNode } from '../../check/facts/type-graph.ts';
import { packageKey } from '../../packages/package-source.ts';
import { isOfResource } from '../../resolve/flat-name.ts';
import {
  isWorld,
  type Definition,
  type ItemModel,
  type ResolvedPackage,
  type WorldModel,
} from '../../resolve/model.ts';
import { kindOf } from '../../syntax/lexer/token-kind.ts';
import { itemNamed, otherPackages, packagesAt, packagesNamed, type PathSoFar } from '../item-named.ts';
import { meaning } from '../name-at.ts';
import { scopeAt } from '../scope-at.ts';
import { written } from '../written-name.ts';
import { signatureOf } from '../hover/signature.ts';
import type { Completion } from '../results.ts';
import { knownItems, knownPackageNames, knownTypes, knownVersions } from './known.ts';

export function typesInScope(snapshot: Snapshot, place: Place): Completion[] {
  const scope = scopeAt(snapshot, place);
  const isType = (one: Definition) => one.kind !== 'function' && !isWithin(snapshot, place, one);
  return [...(scope?.names.values() ?? [])].filter(isType).map(typeItem);
}

/** Whether a place is in the definition of a type that may not contain itself. */
function isWithin(snapshot: Snapshot, { uri, offset }: Place, type: Definition): boolean {
  const tokens = snapshot.file(uri)?.tokens;
  if (type.kind !== 'type' || type.node.kind === 'resource' || type.uri !== uri || !tokens) return false;
  // A broken one ends before its error.
  return tokens.end(type.token) < offset && offset <= tokens.start(type.node.last + 1);
}

/** Resources, also by an alias. */
export function resourcesInScope(snapshot: Snapshot, place: Place): Completion[] {
  const scope = scopeAt(snapshot, place);
  const isResource = ({ label }: Completion) =>
    scope && typeNode(resolvedDefinition(scope, { text: label }))?.kind === 'resource';
  return typesInScope(snapshot, place).filter(isResource);
}

function typeItem(definition: Definition): Completion {
  const { name } = definition;
  const target = meaning(definition);
  return {
    label: name,
    kind: 'type',
    text: name,
    detail: firstLine(signatureOf(target)),
    definition: target,
  };
}

const firstLine = (text: string): string => text.split('\n')[0]!.replace(/ \{$/, '');

/** The possible continuations of a path: items of this package, packages, items of the named package. */
export function pathItems(
  snapshot: Snapshot,
  place: Place,
  to: 'interface' | 'world',
  path: PathSoFar,
): Completion[] {
  if (path.namespace !== undefined) {
    const wanted = packagesNamed(snapshot, place, path);
    return path.package === undefined
      ? [...packageNames(wanted, ''), ...knownPackageNames(snapshot, place, path)]
      : [...wanted.flatMap((one) => foreignItems(one, to)), ...knownItems(snapshot, place, to, path)];
  }
  return [
    ...localItems(snapshot, place, to),
    ...packageNames(otherPackages(snapshot, place), undefined),
    ...knownPackageNames(snapshot, place, path),
  ];
}

function localItems(snapshot: Snapshot, place: Place, to: 'interface' | 'world'): Completion[] {
  const { uri } = place;
  const around = itemAround(snapshot, place);
  return packagesAt(snapshot, place).flatMap(({ items, fileScopes }) => {
    const own = [...items.values()]
      .filter((item) => isWorld(item) === (to === 'world') && item.definition !== around)
      .map(itemItem);
    const used = [...(fileScopes.get(uri)?.values() ?? [])].filter(({ target }) => target?.kind === to);
    return [
      ...own,
      ...used.map((one) => ({ ...definitionItem(one.target!), label: one.name, text: one.name })),
    ];
  });
}

/** The interface or world that the cursor is in, which may not use or include itself. */
function itemAround(snapshot: Snapshot, place: Place): Definition | undefined {
  const tokens = snapshot.file(place.uri)?.tokens;
  const definition = scopeAt(snapshot, place)?.definition;
  if (!tokens || !definition) return undefined;
  const { last } = definition.node;
  // While its `}` is missing, it reaches to the end.
  const isClosedBefore = tokens.kind(last) === kindOf['}'] && tokens.end(last) <= place.offset;
  return isClosedBefore ? undefined : definition;
}

const itemItem = ({ definition }: ItemModel): Completion => definitionItem(definition);

function definitionItem(definition: Definition): Completion {
  const { name, kind } = definition;
  return {
    label: name,
    kind: kind === 'world' ? 'world' : 'interface',
    text: name,
    detail: definition.package,
    definition,
  };
}

/** With the version, which a path has at its end. */
function foreignItems({ items, source }: ResolvedPackage, to: 'interface' | 'world'): Completion[] {
  const version = source.id?.version ? `@${source.id.version.text}` : '';
  const wanted = [...items.values()].filter((item) => isWorld(item) === (to === 'world'));
  return wanted.map((item) => {
    const made = itemItem(item);
    return { ...made, text: made.text + version };
  });
}

/**
 * Each name once, with all versions of the package in its detail.
 *
 * @param typed empty when the namespace is written already
 */
function packageNames(packages: readonly ResolvedPackage[], typed: '' | undefined): Completion[] {
  const labelOf = ({ source: { id } }: ResolvedPackage): string =>
    typed === undefined ? `${id!.namespace!.text}:${id!.name!.text}` : id!.name!.text;
  const named = packages.filter(({ source: { id } }) => id?.namespace && id.name);
  return [...grouped(named, labelOf)].map(([label, versions]) => {
    const detail = [...new Set(versions.map(({ source }) => packageKey(source.id)))].join(', ');
    const { definition } = versions[0]!;
    return { label, kind: 'package', text: `${label}/`, detail, ...(definition && { definition }) };
  });
}

/** The types that `use path.{…}` can take, or the plain names that `include path with {…}` can rename. */
export function namesOf(
  snapshot: Snapshot,
  place: Place,
  of: 'interface' | 'world',
  path: PathSoFar,
): Completion[] {
  const item = itemNamed(snapshot, place, path);
  if (!item) return of === 'interface' ? knownTypes(snapshot, place, path) : [];
  if (of === 'interface')
    return [...item.names.values()].filter(({ kind }) => kind !== 'function').map(typeItem);
  return isWorld(item) ? renamable(item) : [];
}

/** The names of a world that `with` can rename: both accessors of a pair are one, and a resource is renamed with its functions. */
function renamable({ imports, exports }: WorldModel): Completion[] {
  const named = [...imports.values(), ...exports.values()].filter(
    ({ key, named }) => named && !isOfResource(key),
  );
  const kinds = new Map(named.map(({ key, kind }) => [key.replace(/^\[[gs]et\]/, ''), kind]));
  return [...kinds].map(([name, kind]) => ({
    label: name,
    kind: kind === 'type' ? 'type' : 'function',
    text: written(name),
  }));
}

/** Those of one package; a path without its name is of no package. */
export function versionsOf(snapshot: Snapshot, place: Place, path: PathSoFar): Completion[] {
  if (path.package === undefined) return [];
  const versions = packagesNamed(snapshot, place, path).flatMap(
    ({ source }) => source.id?.version?.text ?? [],
  );
  const there = [...new Set(versions)].map((text) => ({ label: text, kind: 'value' as const, text }));
  return [...there, ...knownVersions(snapshot, place, path)];
}
