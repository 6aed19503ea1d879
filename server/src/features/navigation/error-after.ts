import { refreshed } from '../../analysis/refreshed-root.ts';
import type { FileRange, Snapshot, TextEdit } from '../../analysis/snapshot.ts';
import { grouped } from '../../base/grouped.ts';
import { LineIndex } from '../../base/line-index.ts';
import { nameOf } from '../../base/uri-paths.ts';
import { type Diagnostic, diagnosticsBy, packageFindings, rootFindings } from '../../check/check.ts';
import type { Root } from '../../packages/package-source.ts';
import type { ResolvedRoot, TokenRange } from '../../resolve/model.ts';
import { resolveRoot } from '../../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../../syntax/parse.ts';
import { editedText } from '../code-actions/edited-text.ts';

/** An error that edits would cause. */
export interface ErrorAfter {
  /** The name of the file, and its line, 1-based. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The first error that some edits would cause in the roots that they are in. They replace names by others, so that
 * every token keeps its number, by which former errors are known.
 */
export function errorAfter(
  snapshot: Snapshot,
  roots: readonly ResolvedRoot[],
  edits: readonly (FileRange & TextEdit)[],
): ErrorAfter | undefined {
  const files = new Map<string, ParsedFile>();
  for (const [uri, own] of grouped(edits, ({ uri }) => uri)) {
    const text = snapshot.file(uri)?.tokens.text;
    if (text !== undefined) files.set(uri, parse(uri, editedText(text, own)));
  }
  for (const root of roots) {
    const found = errorIn(snapshot, root, files);
    if (found) return found;
  }
  return undefined;
}

function errorIn(
  snapshot: Snapshot,
  root: ResolvedRoot,
  edited: ReadonlyMap<string, ParsedFile>,
): ErrorAfter | undefined {
  const sources = snapshot.sources(root.main.source.idFile.uri);
  if (!sources) return undefined;
  const all = [sources.main, ...sources.dependencies].flatMap(({ files }) => files.map(({ uri }) => uri));
  const changed = new Set(all.filter((uri) => edited.has(uri)));
  const next = changed.size > 0 ? refreshed(sources, changed, (uri) => edited.get(uri)) : undefined;
  if (!next) return undefined;
  const former = new Set(errorsOf(snapshot, sources, root).map(identity));
  const resolved = resolveRoot(next, snapshot.features, undefined, snapshot.known);
  const error = errorsOf(snapshot, next, resolved).find((one) => !former.has(identity(one)));
  const file = error && (edited.get(error.at.uri) ?? snapshot.file(error.at.uri));
  if (!file) return undefined;
  const { line } = new LineIndex(file.tokens.text).positionAt(file.tokens.start(error.at.first));
  return { file: nameOf(file.uri), line: line + 1, message: error.message };
}

type Placed = Diagnostic & { readonly at: TokenRange };

const identity = ({ code, at }: Placed): string => `${code} ${at.uri} ${at.first}`;

function errorsOf(snapshot: Snapshot, sources: Root, resolved: ResolvedRoot): Placed[] {
  const findings = [
    ...rootFindings(sources, resolved),
    ...resolved.all.flatMap((one) => packageFindings(resolved, one, snapshot.features)),
  ];
  return diagnosticsBy(snapshot, findings).filter(
    (one): one is Placed => one.severity === 'error' && 'first' in one.at,
  );
}
