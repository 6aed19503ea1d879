import type { FileRange, OffsetRange, Place, Snapshot, TextEdit } from '../../analysis/snapshot.ts';
import { encodedFile, isDecoded } from '../../packages/encoded.ts';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import { identifierMistake } from '../../syntax/identifier.ts';
import { nameAt, namesIn, tokenRange } from '../name-at.ts';
import { accessorPartners } from '../accessor-partners.ts';
import { errorAfter } from './error-after.ts';
import { isSame, rootsThatSee } from './references.ts';
import { written } from '../written-name.ts';

/** Why a rename is not done, as a sentence. */
export interface Refusal {
  readonly reason: string;
}

export interface RenameEdit extends FileRange, TextEdit {}

/** The name that a rename at this place would change; undefined if there is none. */
export function prepareRename(
  snapshot: Snapshot,
  place: Place,
): (OffsetRange & { readonly name: string }) | Refusal | undefined {
  const found = nameAt(snapshot, place);
  if (found === undefined) return undefined;
  if (found.definition.kind === 'package') {
    return { reason: 'A package name cannot be renamed: packages elsewhere may use it.' };
  }
  const root = snapshot.root(place.uri);
  const { uri, name: defined } = root ? origin(root, found.definition) : found.definition;
  if (isDecoded(uri)) return { reason: inEncodedFile(defined, uri) };
  const { tokens } = found.file;
  const name = bare(tokens.textOf(found.token));
  return { start: tokens.start(found.token), end: tokens.end(found.token), name };
}

/**
 * Renames the name under the cursor in its definition, uses and paths; of an accessor pair, both halves. A name given
 * by `as` is renamed without the name that it is an alias of.
 */
export function rename(
  snapshot: Snapshot,
  place: Place,
  newName: string,
): readonly RenameEdit[] | Refusal | undefined {
  const prepared = prepareRename(snapshot, place);
  if (prepared === undefined || 'reason' in prepared) return prepared;
  const found = nameAt(snapshot, place);
  const root = snapshot.root(place.uri);
  if (found === undefined || root === undefined) return undefined;
  const name = bare(newName);
  if (identifierMistake(name) !== undefined) return { reason: `\`${newName}\` is not an identifier of WIT.` };
  const target = origin(root, found.definition);
  const roots = rootsThatSee(snapshot, place.uri, target.uri);
  const targets = [target, ...roots.flatMap((one) => accessorPartners(one, target))];
  const taken = roots
    .flatMap((one) => targets.map((target) => conflict(one, target, name)))
    .find((one) => one !== undefined);
  if (taken !== undefined) return { reason: `\`${name}\` is already ${describe(taken)}.` };
  const all = [...edits(snapshot, roots, targets, name)];
  const error = errorAfter(snapshot, roots, all);
  return error
    ? { reason: `\`${name}\` would cause an error in line ${error.line} of ${error.file}: ${error.message}` }
    : all;
}

function inEncodedFile(name: string, uri: string): string {
  const path = encodedFile(uri).split('/').map(decodeURIComponent);
  return `\`${name}\` comes from \`${path.slice(-2).join('/')}\`, a package in the binary format, which cannot be edited. Rename it in the sources that the file is made of.`;
}

function bare(name: string): string {
  return name.replace(/^%/, '');
}

/** The origin of the written name: the definition behind `use`, up to an `as` that renames it. */
function origin(root: ResolvedRoot, definition: Definition): Definition {
  const seen = new Set<Definition>();
  let current = definition;
  while (current.target !== undefined && !seen.has(current) && !isAlias(root, current)) {
    seen.add(current);
    current = current.target;
  }
  return current;
}

/** Whether a `use` renames its import with `as`: then the token of its name means the `use` itself. */
function isAlias(root: ResolvedRoot, use: Definition): boolean {
  return root.all.some(({ references }) => references.get(use.uri)?.get(use.token) === use);
}

/** Something else that has the new name where the old one is visible. */
function conflict(root: ResolvedRoot, target: Definition, name: string): Definition | undefined {
  for (const scope of root.all.flatMap(({ interfaces, worlds }) => [...interfaces, ...worlds])) {
    const taken = scope.names.get(name);
    const sees = [...scope.names.values()].some((one) => isSame(origin(root, one), target));
    if (taken !== undefined && sees && !isSame(taken, target)) return taken;
  }
  const items = root.all.find(({ key }) => key === target.package)?.items;
  const isItem = target.kind === 'interface' || target.kind === 'world';
  return isItem ? items?.get(name)?.definition : undefined;
}

function describe({ kind, container }: Definition): string {
  return container === undefined
    ? `a name of the package`
    : `a ${kind === 'use' ? 'used name' : kind} of \`${container.name}\``;
}

function* edits(
  snapshot: Snapshot,
  roots: readonly ResolvedRoot[],
  targets: readonly Definition[],
  name: string,
): Generator<RenameEdit> {
  const done = new Set<string>();
  const isTarget = (meant: Definition) => targets.some((one) => isSame(meant, one));
  for (const root of roots) {
    for (const { uri, token, definition } of namesIn(root)) {
      const range = isTarget(origin(root, definition)) ? tokenRange(snapshot, uri, token, token) : undefined;
      if (range === undefined || done.has(`${uri} ${token}`)) continue;
      done.add(`${uri} ${token}`);
      yield { ...range, text: escapedName(name, snapshot.file(uri)?.tokens.textOf(token) ?? '') };
    }
  }
}

/** Keywords need the `%`; a redundant one of the author stays. */
function escapedName(name: string, old: string): string {
  const keeps = old.startsWith('%') && old !== written(bare(old));
  return keeps ? `%${name}` : written(name);
}
