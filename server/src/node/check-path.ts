import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { LineIndex } from '../base/line-index.ts';
import { Workspace } from '../analysis/workspace.ts';
import type { OffsetRange, Snapshot } from '../analysis/snapshot.ts';
import { diagnostics, type FileDiagnostic } from '../features/diagnostics.ts';
import type { Features } from '../lsp/extensions.ts';
import { isManifest } from '../packages/manifests/read-manifest.ts';
import { nodeFileSystem, pathOf, uriOf } from './file-system.ts';
import { knownWasi } from './known-wasi.ts';

/** What was found in one package. Positions are 0-based, characters count UTF-16 units. */
export interface CheckedPath {
  readonly path: string;
  /** Whether there are no errors. */
  readonly ok: boolean;
  readonly diagnostics: readonly PathDiagnostic[];
}

interface Where {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

type Position = ReturnType<LineIndex['positionAt']>;

export interface PathDiagnostic extends Where {
  readonly severity: Exclude<FileDiagnostic['severity'], 'hint'>;
  readonly code: string;
  readonly message: string;
  readonly related: readonly (Where & { readonly message: string })[];
}

/**
 * Checks a package: a folder with its `deps`, or a file by itself.
 *
 * @returns undefined when there is nothing at the path
 */
export function checkPath(path: string, features: Features): CheckedPath | undefined {
  if (!existsSync(path)) return undefined;
  const workspace = new Workspace(nodeFileSystem, knownWasi);
  workspace.setFeatures(features);
  const uri = uriOf(path).replace(/\/$/, '');
  const snapshot = workspace.snapshotOf(uri);
  const isOther = !isManifest(uri) && /\.(toml|lock)$/.test(path);
  // TOML that is no manifest of ours is no WIT either.
  if (isOther) return { path, ok: true, diagnostics: [] };
  const uris = isManifest(uri) ? [uri] : filesOf(snapshot, uri);
  const found = uris.flatMap((uri) =>
    diagnostics(snapshot, uri).flatMap((one) => located(snapshot, path, uri, one)),
  );
  const empty = uris.length === 0 ? [withoutWit(path)] : [];
  const all = [...found, ...empty];
  return { path, ok: all.every(({ severity }) => severity !== 'error'), diagnostics: all };
}

/** The files of a package and its `deps`, and the manifests that concern it. What stands elsewhere is checked there. */
function filesOf(snapshot: Snapshot, uri: string): string[] {
  const root = snapshot.sources(uri);
  if (root === undefined) return [];
  const elsewhere = new Set(root.elsewhere?.map(({ group }) => group));
  const groups = [root.main, ...root.dependencies.filter((group) => !elsewhere.has(group))];
  const manifests = root.manifests?.map((manifest) => manifest.uri) ?? [];
  return [...groups.flatMap(({ files }) => files.map((file) => file.uri)), ...manifests];
}

/** Hints are for who has the text before them. */
function located(snapshot: Snapshot, path: string, uri: string, found: FileDiagnostic): PathDiagnostic[] {
  const { severity, code, message, related } = found;
  if (severity === 'hint') return [];
  const others = related.map((other) => ({
    ...where(snapshot, path, other.uri, other),
    message: other.message,
  }));
  return [{ ...where(snapshot, path, uri, found), severity, code, message, related: others }];
}

function where(snapshot: Snapshot, path: string, uri: string, { start, end }: OffsetRange): Where {
  const lines = snapshot.lines(uri)!;
  const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
  return { file: fileName(path, uri), range };
}

/** As the person wrote the path, so that a terminal can open it; what stands elsewhere as seen from here. */
function fileName(path: string, uri: string): string {
  const [file, start] = [pathOf(uri) ?? uri, pathOf(uriOf(path))!.replace(/[/\\]$/, '')];
  const inside = file.startsWith(start) && /^([/\\]|$)/.test(file.slice(start.length));
  return inside ? path.replace(/[/\\]$/, '') + file.slice(start.length) : relative('', file);
}

function withoutWit(path: string): PathDiagnostic {
  const start = { line: 0, character: 0 };
  const message = 'There is no .wit file in this folder. Name the folder that holds the package.';
  return {
    file: path,
    range: { start, end: start },
    severity: 'error',
    code: 'no-wit',
    message,
    related: [],
  };
}
