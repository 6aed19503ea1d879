import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import { Workspace } from '../analysis/workspace.ts';
import { editedText } from '../features/code-actions/edited-text.ts';
import { fixAll } from '../features/code-actions/fix-all.ts';
import type { NewFile } from '../features/code-actions/fix.ts';
import { fixesOf } from '../features/code-actions/fixes-of.ts';
import { diagnostics } from '../features/diagnostics.ts';
import type { FileDiagnostic } from '../features/results.ts';
import type { WitSettings } from '../lsp/extensions.ts';
import { takeSettings } from '../lsp/handlers/settings.ts';
import { isDecoded } from '../packages/encoded.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { nodeFileSystem, pathOf, uriOf } from './file-system.ts';
import { knownWasi } from './known-wasi.ts';

/** One fix may make way for another; a chain of them is never this long. */
const MOST_ROUNDS = 10;

/**
 * Makes every fix of a package that leaves no doubt, and adds known packages that are missing to its `deps`. Files of
 * the package itself are changed, those of its `deps` never, and none that is not UTF-8: its bytes would be replaced.
 *
 * @returns the paths of the files that were written, each once
 */
export function fixPath(path: string, settings: WitSettings): readonly string[] {
  const written = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const texts = fixedTexts(path, settings);
    if (texts.size === 0) break;
    for (const [uri, text] of texts) {
      const file = pathOf(uri)!;
      makeFolder(dirname(file));
      writeFileSync(file, text);
      written.add(file);
    }
  }
  return [...written];
}

/** The changed files after one round of fixes, by URI. */
function fixedTexts(path: string, settings: WitSettings): ReadonlyMap<string, string> {
  const workspace = new Workspace(nodeFileSystem, knownWasi);
  takeSettings(workspace, settings);
  const uri = uriOf(path).replace(/\/$/, '');
  const snapshot = workspace.snapshotOf(uri);
  const files = snapshot.sources(uri)?.main.files ?? [];
  const texts = new Map<string, string>();
  for (const file of files.filter(({ uri }) => !isDecoded(uri) && !snapshot.invalidByte(uri))) {
    const found = diagnostics(snapshot, file.uri);
    const edits = fixAll(snapshot, file, found).filter((edit) => edit.uri === file.uri);
    if (edits.length > 0) texts.set(file.uri, editedText(file.tokens.text, edits));
    const missing = found.filter(({ code }) => code === 'unknown-package');
    for (const one of missing.flatMap((each) => newPackages(snapshot, file, each)))
      texts.set(one.uri, one.text);
  }
  return texts;
}

/** Only of the package that is named: another one that may be meant is a guess. */
const newPackages = (snapshot: Snapshot, file: ParsedFile, found: FileDiagnostic): readonly NewFile[] =>
  fixesOf(snapshot, file, found).find(({ isPreferred, edits }) => isPreferred && edits.length === 0)
    ?.newFiles ?? [];
