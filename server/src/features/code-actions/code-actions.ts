import type { OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { diagnostics, type FileDiagnostic } from '../diagnostics.ts';
import { fixers } from './catalogue.ts';
import { correctToken } from './correct-token.ts';
import type { FileEdit, Fix } from './fix.ts';
import { removeUnusedUses } from './remove-use.ts';

export type ActionKind = 'quickfix' | 'source.organizeImports' | 'source.fixAll';

/** Something an editor offers to do. */
export interface CodeAction extends Fix {
  readonly kind: ActionKind;
  /** What it mends; of `source` actions, which are for the whole file, nothing. */
  readonly mends?: FileDiagnostic;
}

/** Of a range with more findings than this, only the first are for a menu. */
const MOST_FINDINGS = 20;

/**
 * What can be done in a range of a file.
 *
 * @param wants whether actions of a kind are asked for
 */
export function codeActions(
  snapshot: Snapshot,
  uri: string,
  range: OffsetRange,
  wants: (kind: ActionKind) => boolean,
): readonly CodeAction[] {
  const file = snapshot.file(uri);
  if (file === undefined) return [];
  const found = diagnostics(snapshot, uri);
  const near = wants('quickfix') ? found.filter((one) => isAt(file, one, range)).slice(0, MOST_FINDINGS) : [];
  return [
    ...near.flatMap((one) => quickFixes(snapshot, file, one)),
    ...(wants('source.organizeImports') ? organizeImports(file, found) : []),
    ...(wants('source.fixAll') ? fixAll(snapshot, file, found) : []),
  ];
}

/** Of one finding only the first preferred fix is preferred. */
function quickFixes(snapshot: Snapshot, file: ParsedFile, found: FileDiagnostic): CodeAction[] {
  const fixes = fixesOf(snapshot, file, found);
  const preferred = fixes.find(({ isPreferred }) => isPreferred);
  return fixes.map((fix) => ({ ...fix, kind: 'quickfix', mends: found, isPreferred: fix === preferred }));
}

function fixesOf(snapshot: Snapshot, file: ParsedFile, found: FileDiagnostic): Fix[] {
  return (fixers.get(found.code) ?? []).flatMap((fixer) => [...fixer({ snapshot, file, found })]);
}

const isOfToken = ({ code }: FileDiagnostic): boolean => fixers.get(code)?.includes(correctToken) === true;

/** What is missing in the text is told at the next token, and looked for behind the one before. */
function isAt({ tokens }: ParsedFile, found: FileDiagnostic, { start, end }: OffsetRange): boolean {
  const token = tokens.firstEndingAfter(found.start);
  return (isOfToken(found) && token > 0 ? tokens.end(token - 1) : found.start) <= end && start <= found.end;
}

function organizeImports(file: ParsedFile, found: readonly FileDiagnostic[]): CodeAction[] {
  const edits = removeUnusedUses(file, found);
  return edits.length === 0 ? [] : [{ title: 'Remove unused uses', kind: 'source.organizeImports', edits }];
}

/**
 * Every fix that leaves no doubt. Those that meet an earlier one wait for the next time, and so do corrections
 * of tokens behind the first few: each costs some readings of the file.
 */
function fixAll(snapshot: Snapshot, file: ParsedFile, found: readonly FileDiagnostic[]): CodeAction[] {
  const others = found.filter(({ code }) => code !== 'unused-use');
  const tokens = others.filter(isOfToken);
  const single = [...tokens.slice(0, MOST_FINDINGS), ...others.filter((one) => !isOfToken(one))].flatMap(
    (one) => fixesOf(snapshot, file, one).find((fix) => fix.isAutomatic) ?? [],
  );
  const edits = [removeUnusedUses(file, found), ...single.map((fix) => fix.edits)].reduce(together, []);
  return edits.length === 0 ? [] : [{ title: 'Fix all that can be fixed', kind: 'source.fixAll', edits }];
}

function together(all: readonly FileEdit[], more: readonly FileEdit[]): readonly FileEdit[] {
  const meets = more.some((one) => all.some((other) => touches(one, other)));
  return meets ? all : [...all, ...more];
}

const touches = (one: FileEdit, other: FileEdit): boolean =>
  one.uri === other.uri && one.start <= other.end && other.start <= one.end;
