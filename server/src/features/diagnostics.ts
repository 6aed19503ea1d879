import { grouped } from '../base/grouped.ts';
import { once } from '../base/once.ts';
import type { FileRange, OffsetRange, Snapshot } from '../analysis/snapshot.ts';
import {
  type Diagnostic,
  diagnosticsBy,
  encodingDiagnostic,
  type Finding,
  manifestDiagnostics,
  packageFindings,
  rootFindings,
  syntaxFindings,
} from '../check/check.ts';
import { planKind } from '../compositions/kind.ts';
import { isDecodedDocument } from '../packages/encoded.ts';
import { compositionDiagnostics } from './compositions/diagnostics.ts';
import type { ResolvedRoot } from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import type { Tokens } from '../syntax/lexer/tokens.ts';

/** A finding in a file, worded. */
export interface FileDiagnostic extends OffsetRange {
  /** A `hint` is about removable text. */
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** Kebab-case; docs/errors/<code>.md explains it. */
  readonly code: string;
  readonly message: string;
  /** The details of the finding, by the names in its rule. */
  readonly detail: Readonly<Record<string, string>>;
  readonly related: readonly (FileRange & { readonly message: string })[];
}

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
  // Dependencies are other people's: that they could be better is not for the reader of this package.
  const found = isDependency(snapshot, uri) ? all.filter(({ severity }) => severity === 'error') : all;
  return found.map((one) => inOffsets(snapshot, file.tokens, one)).sort((a, b) => a.start - b.start);
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

function meaning(snapshot: Snapshot, uri: string): readonly Finding[] {
  const root = snapshot.root(uri);
  const sources = snapshot.sources(uri);
  if (!root || !sources) return [];
  const between = rootFindings(sources, root).filter(({ at }) => at.uri === uri);
  return [...between, ...(byFile(root, snapshot).get(uri) ?? [])];
}

/** A root is the same object for as long as nothing in it means something else. */
const byFile = once((root: ResolvedRoot, snapshot: Snapshot): ReadonlyMap<string, readonly Finding[]> =>
  grouped(onceForEachPackage(root, snapshot), ({ at }) => at.uri),
);

/** A package that is missing is missing once, however many name it; the main package is asked first. */
function* onceForEachPackage(root: ResolvedRoot, { features }: Snapshot): Generator<Finding> {
  const missing = new Set<string>();
  for (const one of [root.main, ...root.all.filter((other) => other !== root.main)]) {
    for (const found of packageFindings(root, one, features)) {
      const key = found.code === 'unknown-package' ? found.detail.package : undefined;
      if (key === undefined || !missing.has(key)) yield found;
      if (key !== undefined) missing.add(key);
    }
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
