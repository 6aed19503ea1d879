import type { Snapshot } from '../../../analysis/snapshot.ts';
import { diagnosticsBy, packageFindings, rootFindings, syntaxFindings } from '../../../check/check.ts';
import type { Root, SourceGroup } from '../../../packages/package-source.ts';
import { sourceGroup } from '../../../packages/package-source.ts';
import { resolveRoot } from '../../../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../../../syntax/parse.ts';
import type { FileEdit } from '../fix.ts';

/**
 * Whether the configured tools find nothing in a file's packages after some edits of it that they do not find
 * now. The packages are resolved a second time, so this is for what a person may choose, not for every key.
 */
export function isValidAfter(snapshot: Snapshot, file: ParsedFile, edits: readonly FileEdit[]): boolean {
  const now = snapshot.sources(file.uri);
  if (now === undefined) return false;
  const changed = parse(file.uri, textAfter(file.tokens.text, edits));
  const before = countByCode(snapshot, now, file);
  const after = countByCode(snapshot, withFile(now, changed), changed);
  return [...after].every(([code, count]) => count <= (before.get(code) ?? 0));
}

function textAfter(text: string, edits: readonly FileEdit[]): string {
  const fromLast = [...edits].sort((a, b) => b.start - a.start);
  return fromLast.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
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
    ...resolved.all.flatMap((one) => packageFindings(one, snapshot.features)),
  ];
  const counts = new Map<string, number>();
  for (const { code, severity } of diagnosticsBy(snapshot, findings))
    if (severity !== 'hint') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
