import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Workspace } from '../../server/src/analysis/workspace.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { nodeFileSystem, uriOf } from '../../server/src/node/file-system.ts';
import { heading, pair, ratio, row } from './measure.ts';
import { witParser } from './wit-parser.ts';

const MOST_FILES = 1000;

/** A thousand files of published packages, read and checked from nothing, against the reference on the same folders. */
export async function benchIndex(corpus: string): Promise<void> {
  if (!existsSync(corpus)) return;
  const { folders, files, size } = packagesIn(corpus);
  const reference = await witParser();
  heading(`${folders.length} packages, ${files} files, ${(size / 1e6).toFixed(1)} MB, cold`);
  const all = await pair(
    5,
    () => folders.forEach(check),
    () => folders.forEach((folder) => reference(folder)),
  );
  row('parse, resolve and check', all.first);
  row('wit-parser (in jco-transpile): parse and resolve', all.second);
  ratio('ours / wit-parser', all.ratio);
}

function check(folder: string): void {
  const workspace = new Workspace(nodeFileSystem);
  workspace.changeFolders([uriOf(folder)], []);
  const snapshot = workspace.snapshot();
  for (const uri of workspace.filesToCheck()) if (uri !== undefined) diagnostics(snapshot, uri);
}

interface Case {
  readonly path: string;
  readonly suite: string;
  readonly kind: string;
  readonly features: readonly string[] | 'all';
}

function packagesIn(corpus: string): { folders: string[]; files: number; size: number } {
  const lines = readFileSync(join(corpus, 'index.jsonl'), 'utf8').trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line) as Case);
  const found = { folders: [] as string[], files: 0, size: 0 };
  for (const { path, suite, kind, features } of cases) {
    // The reference is asked without features.
    if (suite !== 'real' || kind !== 'pass' || features.length > 0) continue;
    const folder = resolve(corpus, path);
    if (path.endsWith('.wit') || found.files >= MOST_FILES) continue;
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const texts = names.filter((name) => name.endsWith('.wit'));
    found.folders.push(folder);
    found.files += texts.length;
    found.size += texts.reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
  }
  return found;
}
