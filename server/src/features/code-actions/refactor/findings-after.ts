import { editedText } from '../edited-text.ts';
import type { Snapshot } from '../../../analysis/snapshot.ts';
import { diagnosticsBy, packageFindings, rootFindings, syntaxFindings } from '../../../check/check.ts';
import { type Root, type SourceGroup, sourceGroup } from '../../../packages/package-source.ts';
import { type InterfaceModel, isWorld, type ItemModel, type ResolvedRoot } from '../../../resolve/model.ts';
import { resolveRoot } from '../../../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../../../syntax/parse.ts';
import type { FileEdit } from '../../results.ts';

/**
 * Whether the configured tools find nothing new after some edits of a file. For edits that are invisible to other
 * files, since only the file's dependencies are read again.
 */
export function isValidAfter(snapshot: Snapshot, file: ParsedFile, edits: readonly FileEdit[]): boolean {
  const [sources, root] = [snapshot.sources(file.uri), snapshot.root(file.uri)];
  if (sources === undefined || root === undefined) return false;
  const now = narrowed(sources, filesBehind(root, file.uri));
  const changed = parse(file.uri, editedText(file.tokens.text, edits));
  const before = countByCode(snapshot, now, file);
  const after = countByCode(snapshot, withFile(now, changed), changed);
  return [...after].every(([code, count]) => count <= (before.get(code) ?? 0));
}

/** A file, and those whose types it can use. */
function filesBehind(root: ResolvedRoot, uri: string): ReadonlySet<string> {
  const items = root.all.flatMap(({ interfaces, worlds }): ItemModel[] => [...interfaces, ...worlds]);
  const found = new Set<ItemModel>(items.filter(({ file }) => file === uri));
  // The loop also visits the elements that it adds.
  for (const item of found) for (const one of interfacesOf(item)) found.add(one);
  return new Set([uri, ...[...found].map(({ file }) => file)]);
}

function interfacesOf(item: ItemModel): Iterable<InterfaceModel> {
  if (!isWorld(item)) return item.dependencies;
  const all = [...item.imports.values(), ...item.exports.values()];
  return all.flatMap((one) => (one.interface ? [one.interface] : []));
}

/** With the files that say which package they are of, too. */
function narrowed(root: Root, near: ReadonlySet<string>): Root {
  const isNear = ({ uri, ast }: ParsedFile) => near.has(uri) || ast.header !== undefined;
  const part = (group: SourceGroup) =>
    group.files.some(isNear) ? sourceGroup(group.files.filter(isNear)) : group;
  const dependencies = root.dependencies.filter(({ files }) => files.some(({ uri }) => near.has(uri)));
  return { ...root, main: part(root.main), dependencies: dependencies.map(part) };
}

function withFile(root: Root, file: ParsedFile): Root {
  const replaced = (group: SourceGroup): SourceGroup =>
    group.files.some(({ uri }) => uri === file.uri)
      ? sourceGroup(group.files.map((one) => (one.uri === file.uri ? file : one)))
      : group;
  return { ...root, main: replaced(root.main), dependencies: root.dependencies.map(replaced) };
}

/** How often each mistake is found, hints left out. */
function countByCode(snapshot: Snapshot, sources: Root, file: ParsedFile): ReadonlyMap<string, number> {
  const resolved = resolveRoot(sources, snapshot.features, undefined, snapshot.known);
  const findings = [
    ...syntaxFindings(file),
    ...rootFindings(sources, resolved),
    ...resolved.all.flatMap((one) => packageFindings(resolved, one, snapshot.features)),
  ];
  const counts = new Map<string, number>();
  for (const { code, severity } of diagnosticsBy(snapshot, findings))
    if (severity !== 'hint') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
