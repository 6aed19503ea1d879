import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { LineIndex } from '../base/line-index.ts';
import { Workspace } from '../analysis/workspace.ts';
import type { OffsetRange, Snapshot } from '../analysis/snapshot.ts';
import { diagnostics } from '../features/diagnostics.ts';
import type { FileDiagnostic } from '../features/results.ts';
import type { WitSettings } from '../lsp/extensions.ts';
import { takeSettings } from '../lsp/handlers/settings.ts';
import { planKindOf } from '../compositions/kind.ts';
import { compositionDiagnostics } from '../features/compositions/diagnostics.ts';
import { encodedDiagnostic } from '../check/check.ts';
import { encodedFile, isDecoded, type Refusal } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { isManifest } from '../packages/manifests/read-manifest.ts';
import { composeInThread } from './composer/compose-in-thread.ts';
import { decodeInThread } from './decoder/decode-in-thread.ts';
import { nodeFileSystem, pathOf, uriOf } from './file-system.ts';
import { knownWasi } from './known-wasi.ts';

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Each is a thread for all paths, which is not started where nothing is encoded or composed. */
const decode = decodeInThread();
const composer = composeInThread();

/** The findings in one package. Positions are 0-based, characters count UTF-16 units. */
export interface CheckedPath {
  readonly path: string;
  /** Whether there are no errors. */
  readonly ok: boolean;
  readonly diagnostics: readonly PathDiagnostic[];
}

interface Location {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

type Position = ReturnType<LineIndex['positionAt']>;

export interface PathDiagnostic extends Location {
  readonly severity: Exclude<FileDiagnostic['severity'], 'hint'>;
  readonly code: string;
  readonly message: string;
  readonly related: readonly (Location & { readonly message: string })[];
}

/**
 * Checks a package (a folder with its `deps`, or a file by itself), or a plan.
 *
 * @returns undefined when there is nothing at the path
 * @throws the system's error for an unreadable file or folder there, since unchecked files are not valid
 */
export async function checkPath(path: string, settings: WitSettings): Promise<CheckedPath | undefined> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const workspace = new Workspace(strictBelow(path), knownWasi, decode, undefined, composer);
  takeSettings(workspace, settings);
  const uri = uriOf(path).replace(/\/$/, '');
  if (isPlan(path)) return checkedPlan(path, uri, workspace);
  const isOther = !isManifest(uri) && /\.(toml|lock|ya?ml)$/.test(path);
  // TOML or YAML that is no manifest of ours is no WIT either.
  if (isOther) return { path, ok: true, diagnostics: [] };
  const snapshot = await decoded(workspace, uri);
  const uris = isManifest(uri) ? [uri] : filesOf(snapshot, uri);
  const found = uris.flatMap((uri) =>
    diagnostics(snapshot, uri).flatMap((one) => located(snapshot, path, uri, one)),
  );
  const refusal = workspace.refusalOf(uri);
  const nothing = refusal ? refused(path, refusal) : withoutWit(path);
  const all = uris.length === 0 ? [nothing] : found;
  return { path, ok: all.every(({ severity }) => severity !== 'error'), diagnostics: all };
}

/** As a document of an editor that is in no folder. */
const INPUT = 'untitled:input.wit';

/** Checks the text of standard input: a package by itself, as a single file is. */
export function checkInput(bytes: Buffer, settings: WitSettings): CheckedPath {
  const { readText, readBytes } = nodeFileSystem;
  const files: FileSystem = {
    ...nodeFileSystem,
    readText: (uri) => (uri === INPUT ? bytes.toString() : readText(uri)),
    readBytes: (uri) => (uri === INPUT ? bytes : readBytes(uri)),
  };
  const workspace = new Workspace(files, knownWasi);
  takeSettings(workspace, settings);
  const snapshot = workspace.snapshotOf(INPUT);
  const path = 'standard input';
  const found = diagnostics(snapshot, INPUT).flatMap((one) => located(snapshot, path, INPUT, one));
  return { path, ok: found.every(({ severity }) => severity !== 'error'), diagnostics: found };
}

/** The files as editors see them, where unreadable ones do not exist, except those to be checked. */
function strictBelow(path: string): FileSystem {
  const start = uriOf(path).replace(/\/$/, '');
  const strict = <T>(uri: string, found: T): T => {
    const isBelow = uri === start || uri.startsWith(`${start}/`);
    const file = isBelow ? pathOf(uri) : undefined;
    const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile()) closeSync(openSync(file!, 'r'));
    if (stat?.isDirectory()) readdirSync(file!);
    return found;
  };
  const { readText, readBytes, readDirectory } = nodeFileSystem;
  return {
    ...nodeFileSystem,
    readText: (uri) => readText(uri) ?? strict(uri, undefined),
    readBytes: (uri) => readBytes(uri) ?? strict(uri, undefined),
    readDirectory(uri) {
      const entries = readDirectory(uri);
      return entries.length > 0 ? entries : strict(uri, entries);
    },
  };
}

const isPlan = (path: string): boolean =>
  /\.(toml|ya?ml|wac)$/.test(path) && planKindOf(path, readFileSync(path, 'utf8')) !== undefined;

/** A plan, as the editor checks it: of the folders that it names, the components that their builds have left. */
async function checkedPlan(path: string, uri: string, workspace: Workspace): Promise<CheckedPath> {
  let snapshot = workspace.snapshotOf(uri);
  for (let revision = -1; revision !== workspace.revision; snapshot = workspace.snapshot()) {
    revision = workspace.revision;
    snapshot.composition(uri);
    await workspace.compositions.settled();
  }
  const found = compositionDiagnostics(snapshot, uri).flatMap((one) => located(snapshot, path, uri, one));
  return { path, ok: found.every(({ severity }) => severity !== 'error'), diagnostics: found };
}

/** A snapshot in which everything is known of the packages in the binary format. */
async function decoded(workspace: Workspace, uri: string): Promise<Snapshot> {
  const snapshot = workspace.snapshotOf(uri);
  if (isManifest(uri)) return snapshot;
  // Starts decoding.
  snapshot.sources(uri);
  await workspace.settled();
  return workspace.snapshot();
}

/**
 * The files of a package and its `deps`, and the manifests that concern it. Files elsewhere are checked with their own
 * package.
 */
function filesOf(snapshot: Snapshot, uri: string): string[] {
  const root = snapshot.sources(uri);
  if (root === undefined) return [];
  const elsewhere = new Set(root.outsideDeps?.map(({ group }) => group));
  const groups = [root.main, ...root.dependencies.filter((group) => !elsewhere.has(group))];
  const manifests = root.manifests?.map((manifest) => manifest.uri) ?? [];
  return [...groups.flatMap(({ files }) => files.map((file) => file.uri)), ...manifests];
}

/** Hints are for editors only. */
function located(snapshot: Snapshot, path: string, uri: string, found: FileDiagnostic): PathDiagnostic[] {
  const { severity, code, message, related } = found;
  if (severity === 'hint') return [];
  const others = related.map((other) => ({
    ...where(snapshot, path, other.uri, other),
    message: other.message,
  }));
  return [{ ...where(snapshot, path, uri, found), severity, code, message, related: others }];
}

function where(snapshot: Snapshot, path: string, uri: string, { start, end }: OffsetRange): Location {
  // Encoded files have no lines to show.
  if (isDecoded(uri)) return { file: fileName(path, encodedFile(uri)), range: START };
  const lines = snapshot.lines(uri)!;
  const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
  return { file: fileName(path, uri), range };
}

/**
 * The path relative to the user's argument, so that a terminal can open it; for other files relative to the current
 * folder.
 */
function fileName(path: string, uri: string): string {
  if (uri === INPUT) return path;
  const [file, start] = [pathOf(uri) ?? uri, pathOf(uriOf(path))!.replace(/[/\\]$/, '')];
  const inside = file.startsWith(start) && /^([/\\]|$)/.test(file.slice(start.length));
  return inside ? path.replace(/[/\\]$/, '') + file.slice(start.length) : relative('', file);
}

function withoutWit(path: string): PathDiagnostic {
  const message = 'There is no .wit file in this folder. Name the folder that holds the package.';
  return { file: path, range: START, severity: 'error', code: 'no-wit', message, related: [] };
}

/** A file in the binary format that was to be checked and cannot be read. */
function refused(path: string, refusal: Refusal): PathDiagnostic {
  const { code, message } = encodedDiagnostic(uriOf(path), basename(path), refusal);
  return { file: path, range: START, severity: 'error', code, message, related: [] };
}
