import type { OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { planKind } from '../../compositions/kind.ts';
import { planFixes } from '../compositions/fixes.ts';
import { diagnostics } from '../diagnostics.ts';
import type { FileDiagnostic, FileEdit } from '../results.ts';
import type { Fix } from './fix.ts';
import { fixAll } from './fix-all.ts';
import { fixesOf, isOfToken } from './fixes-of.ts';
import { betweenAccessors } from './refactor/accessors.ts';
import { removeUnusedUses } from './uses/remove-use.ts';

export type ActionKind = 'quickfix' | 'refactor.rewrite' | 'source.organizeImports' | 'source.fixAll';

/** Something an editor offers to do. */
export interface CodeAction extends Fix {
  readonly kind: ActionKind;
  /** The diagnostic that it fixes; undefined for `source` actions, which apply to the whole file, and refactorings. */
  readonly fixes?: FileDiagnostic;
}

/** Of a range with more findings than this, only the first are for a menu. */
const MOST_FINDINGS = 20;

/**
 * The code actions for a range of a file.
 *
 * @param isRequested whether actions of a kind are requested
 */
export function codeActions(
  snapshot: Snapshot,
  uri: string,
  range: OffsetRange,
  isRequested: (kind: ActionKind) => boolean,
): readonly CodeAction[] {
  if (planKind(uri)) return isRequested('quickfix') ? planFixes(snapshot, uri, range) : [];
  const file = snapshot.file(uri);
  if (file === undefined) return [];
  const found = diagnostics(snapshot, uri);
  const near = isRequested('quickfix') ? findingsAt(file, found, range).slice(0, MOST_FINDINGS) : [];
  return [
    ...withoutRepeated(near.flatMap((one) => quickFixes(snapshot, file, one))),
    ...(isRequested('refactor.rewrite') ? refactorings(snapshot, file, range) : []),
    ...(isRequested('source.organizeImports')
      ? forFile('Remove unused uses', 'source.organizeImports', removeUnusedUses(file, found))
      : []),
    ...(isRequested('source.fixAll')
      ? forFile('Fix all that can be fixed', 'source.fixAll', fixAll(snapshot, file, found))
      : []),
  ];
}

const refactorings = (snapshot: Snapshot, file: ParsedFile, range: OffsetRange): CodeAction[] =>
  [...betweenAccessors(snapshot, file, range)].map((fix) => ({ ...fix, kind: 'refactor.rewrite' }));

/** Of one finding only the first preferred fix is preferred. */
function quickFixes(snapshot: Snapshot, file: ParsedFile, found: FileDiagnostic): CodeAction[] {
  const fixes = fixesOf(snapshot, file, found);
  const preferred = fixes.find(({ isPreferred }) => isPreferred);
  return fixes.map((fix) => ({ ...fix, kind: 'quickfix', fixes: found, isPreferred: fix === preferred }));
}

/** A fix of two findings is listed once. */
function withoutRepeated(fixes: readonly CodeAction[]): readonly CodeAction[] {
  const changes = fixes.map(({ title, edits }) => JSON.stringify([title, edits]));
  return fixes.filter((_, n) => changes.indexOf(changes[n]!) === n);
}

/**
 * The findings in a range. A token that is missing is reported at the next one, and also looked for behind the one
 * before, unless another wrong token is there.
 */
function findingsAt(
  { tokens }: ParsedFile,
  found: readonly FileDiagnostic[],
  { start, end }: OffsetRange,
): readonly FileDiagnostic[] {
  const isIn = (one: FileDiagnostic) => one.start <= end && start <= one.end;
  const isBehind = (one: FileDiagnostic) => {
    const token = tokens.firstEndingAfter(one.start);
    return isOfToken(one) && token > 0 && tokens.end(token - 1) <= end && start <= one.end;
  };
  const hasToken = found.some((one) => isOfToken(one) && isIn(one));
  return found.filter((one) => isIn(one) || (!hasToken && isBehind(one)));
}

function forFile(title: string, kind: ActionKind, edits: readonly FileEdit[]): CodeAction[] {
  return edits.length === 0 ? [] : [{ title, kind, edits }];
}
