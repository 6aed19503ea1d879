import type { Snapshot } from '../../analysis/snapshot.ts';
import { parse, type ParsedFile } from '../../syntax/parse.ts';
import type { FileDiagnostic, FileEdit } from '../results.ts';
import { editedText } from './edited-text.ts';
import { fixesOf, isOfToken } from './fixes-of.ts';
import { removeUnusedUses } from './uses/remove-use.ts';

/** More mistakes of tokens than this are not tried in one go. */
const MOST_CORRECTIONS = 20;

/**
 * Every unambiguous fix of a file. A fix that overlaps an earlier one is left for the next run, as is a correction that
 * is only valid without the others.
 */
export function fixAll(
  snapshot: Snapshot,
  file: ParsedFile,
  found: readonly FileDiagnostic[],
): readonly FileEdit[] {
  const automatic = (one: FileDiagnostic) =>
    fixesOf(snapshot, file, one).find((fix) => fix.isAutomatic)?.edits ?? [];
  const tokens = found.filter(isOfToken).slice(0, MOST_CORRECTIONS);
  const others = found.filter((one) => one.code !== 'unused-use' && !isOfToken(one));
  let edits = removeUnusedUses(file, found);
  for (const one of others) edits = together(edits, automatic(one));
  for (const one of tokens) {
    const more = together(edits, automatic(one));
    if (more.length > edits.length && mistakesIn(file, more) < mistakesIn(file, edits)) edits = more;
  }
  return edits;
}

function together(all: readonly FileEdit[], more: readonly FileEdit[]): readonly FileEdit[] {
  const meets = more.some((one) => all.some((other) => touches(one, other)));
  return meets ? all : [...all, ...more];
}

const touches = (one: FileEdit, other: FileEdit): boolean =>
  one.uri === other.uri && one.start <= other.end && other.start <= one.end;

/** Errors that prevent a file from being parsed after some edits. */
function mistakesIn({ uri, tokens: { text } }: ParsedFile, edits: readonly FileEdit[]): number {
  const own = edits.filter((edit) => edit.uri === uri);
  const after = editedText(text, own);
  const { ast, tokens } = parse(uri, after);
  return ast.errors.length + tokens.errors.length;
}
