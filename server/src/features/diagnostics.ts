import { grouped } from '../base/grouped.ts';
import { once } from '../base/once.ts';
import type { OffsetRange, Snapshot } from '../analysis/snapshot.ts';
import {
  type Diagnostic,
  diagnosticsBy,
  encodingDiagnostic,
  type Finding,
  manifestDiagnostics,
  missingPackage,
  missingPackages,
  packageFindings,
  packageSteps,
  rootFindings,
  syntaxFindings,
} from '../check/check.ts';
import { planKind } from '../compositions/kind.ts';
import { isDecodedDocument } from '../packages/encoded.ts';
import { compositionDiagnostics } from './compositions/diagnostics.ts';
import type { ResolvedPackage, ResolvedRoot } from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import type { Tokens } from '../syntax/lexer/tokens.ts';
import type { FileDiagnostic } from './results.ts';

/** Everything that is wrong in one file, WIT, a manifest or a plan, from top to bottom. */
export function diagnostics(snapshot: Snapshot, uri: string): readonly FileDiagnostic[] {
  // Encoded files cannot be edited here.
  if (isDecodedDocument(uri)) return [];
  if (planKind(uri)) return compositionDiagnostics(snapshot, uri);
  const manifest = snapshot.manifest(uri);
  const file = manifest ? undefined : snapshot.file(uri);
  if (file === undefined) return manifest ? inManifest(manifestDiagnostics(manifest)) : [];
  const findings = [...syntaxFindings(file), ...meaning(snapshot, uri)];
  const all = readable(snapshot, file, diagnosticsBy(snapshot, findings));
  if (all.length === 0) return [];
  // Warnings about a dependency are for its authors, and not for those who use it.
  const found = isDependency(snapshot, uri) ? all.filter(({ severity }) => severity === 'error') : all;
  return found.map((one) => inOffsets(snapshot, file.tokens, one)).sort((a, b) => a.start - b.start);
}

/**
 * Does the work of `diagnostics` in steps.
 *
 * @param scope `root`: also that of the other packages that the file is read with, each after those it depends on.
 * Otherwise the types of them all are determined in one step
 */
export function* diagnosticSteps(snapshot: Snapshot, uri: string, scope: 'file' | 'root'): Generator<void> {
  if (isDecodedDocument(uri) || planKind(uri) || snapshot.manifest(uri)) return;
  snapshot.file(uri);
  yield;
  const root = snapshot.root(uri);
  if (!root) return;
  yield;
  for (const one of scope === 'root' ? root.all : (packagesByFile(root).get(uri) ?? [])) {
    if (checkedPackages(root).has(one)) continue;
    yield* packageSteps(root, one, snapshot.features);
    findingsByFile(root, one, snapshot);
    yield;
  }
}

const inManifest = (found: readonly Diagnostic[]): FileDiagnostic[] =>
  found.map(({ at, ...one }) => ({ ...one, related: [], ...rangeAt(at) })).sort((a, b) => a.start - b.start);

const rangeAt = (at: Diagnostic['at']): OffsetRange =>
  'start' in at ? { start: at.start, end: at.end } : { start: 0, end: 0 };

/** Suppresses follow-on errors that replacement characters cause in a file that is not UTF-8. */
function readable(snapshot: Snapshot, file: ParsedFile, all: readonly Diagnostic[]): readonly Diagnostic[] {
  const bad = snapshot.invalidByte(file.uri);
  if (bad === undefined) return all;
  const reported = encodingDiagnostic(file.uri, bad.bytes, bad.at, bad.offset);
  const text = ({ start, end }: OffsetRange) => file.tokens.text.slice(start, end);
  const rest = reported.detail.encoding
    ? []
    : all.filter(({ at }) => !text(rangeIn(file.tokens, at)).includes('\u{fffd}'));
  return [reported, ...rest];
}

function isDependency(snapshot: Snapshot, uri: string): boolean {
  return snapshot.sources(uri)?.main.files.every((file) => file.uri !== uri) ?? false;
}

/**
 * Only the packages that the file is part of are checked: what a package does wrong is found in its own files, and an
 * edit of a package that many others use has to be answered before all of those are checked again.
 */
function meaning(snapshot: Snapshot, uri: string): readonly Finding[] {
  const root = snapshot.root(uri);
  const sources = snapshot.sources(uri);
  if (!root || !sources) return [];
  const between = rootFindings(sources, root).filter(({ at }) => at.uri === uri);
  const own = packagesByFile(root).get(uri) ?? [];
  return [...between, ...own.flatMap((one) => findingsByFile(root, one, snapshot).get(uri) ?? [])];
}

type ByFile = ReadonlyMap<string, readonly Finding[]>;

/** A file is part of several packages when it contains nested ones. */
const packagesByFile = once((root: ResolvedRoot): ReadonlyMap<string, readonly ResolvedPackage[]> => {
  const packages = new Map<string, ResolvedPackage[]>();
  for (const one of root.all)
    for (const uri of filesOf(one)) {
      const known = packages.get(uri);
      if (known) known.push(one);
      else packages.set(uri, [one]);
    }
  return packages;
});

const filesOf = once(
  ({ source }: ResolvedPackage): ReadonlySet<string> => new Set(source.parts.map(({ file }) => file.uri)),
);

/** A root is the same object for as long as nothing in it means something else. */
const checkedPackages = once((_: ResolvedRoot) => new Map<ResolvedPackage, ByFile>());

function findingsByFile(root: ResolvedRoot, resolved: ResolvedPackage, { features }: Snapshot): ByFile {
  const checked = checkedPackages(root);
  const known = checked.get(resolved);
  if (known) return known;
  const all = packageFindings(root, resolved, features);
  const byFile = grouped(reportedOnce(root, resolved, all), ({ at }) => at.uri);
  checked.set(resolved, byFile);
  return byFile;
}

/** A package that is missing is missing once, however many name it; the main package is asked first. */
const firstToMiss = once((root: ResolvedRoot): ReadonlyMap<string, ResolvedPackage> => {
  const first = new Map<string, ResolvedPackage>();
  for (const one of [root.main, ...root.all])
    for (const name of missingPackages(one)) if (!first.has(name)) first.set(name, one);
  return first;
});

function* reportedOnce(
  root: ResolvedRoot,
  resolved: ResolvedPackage,
  all: readonly Finding[],
): Generator<Finding> {
  const reported = new Set<string>();
  for (const found of all) {
    const missing = missingPackage(found);
    if (missing !== undefined && (reported.has(missing) || firstToMiss(root).get(missing) !== resolved))
      continue;
    if (missing !== undefined) reported.add(missing);
    yield found;
  }
}

function inOffsets(snapshot: Snapshot, tokens: Tokens, found: Diagnostic): FileDiagnostic {
  const { severity, code, message, detail, at } = found;
  const related = found.related.flatMap(({ at: other, message }) => {
    const file = snapshot.file(other.uri);
    return file ? [{ uri: other.uri, ...rangeIn(file.tokens, other), message }] : [];
  });
  return { severity, code, message, detail, related, ...rangeIn(tokens, at) };
}

function rangeIn(tokens: Tokens, at: Diagnostic['at']): OffsetRange {
  if ('start' in at) return { start: at.start, end: at.end };
  return { start: tokens.start(at.first), end: tokens.end(at.last) };
}
