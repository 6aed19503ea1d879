import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Workspace } from '../../server/src/analysis/workspace.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { nodeFileSystem, uriOf } from '../../server/src/node/file-system.ts';
import { figures, heading, pair, ratio, row, time } from './measure.ts';
import { witParser } from './wit-parser.ts';

/** The reader of WIT in this process, against the reference on the same files. */
export async function benchLanguage(folder: string, edited: string): Promise<void> {
  const path = resolve(folder);
  const reference = await witParser();
  const uri = uriOf(resolve(folder, edited));
  const cold = () => {
    const workspace = new Workspace(nodeFileSystem);
    checkAll(workspace, uri);
  };
  const check = () => reference(path);
  heading(`in process, ${folder}`);
  const whole = await pair(15, cold, check);
  row('parse and check, cold caches', whole.first);
  row('wit-parser (in jco-transpile), the same', whole.second);
  ratio('ours / wit-parser', whole.ratio);
  const keystrokes = await keystroke(uri);
  row('keystroke to diagnostics', figures(keystrokes));
  ratio('p50 / wit-parser, p50', figures(keystrokes).p50 / whole.second.p50);
}

function checkAll(workspace: Workspace, uri: string): void {
  const text = nodeFileSystem.readText(uri)!;
  workspace.open(uri, text, 1);
  const snapshot = workspace.snapshot();
  for (const file of snapshot.sources(uri)!.main.files) diagnostics(snapshot, file.uri);
}

/** Types a type into the file, a letter at a time, and requests the file's diagnostics after each. */
async function keystroke(uri: string): Promise<number[]> {
  const workspace = new Workspace(nodeFileSystem);
  checkAll(workspace, uri);
  const text = readFileSync(new URL(uri), 'utf8');
  const at = text.indexOf('{', text.indexOf('interface')) + 1;
  const samples: number[] = [];
  for (let version = 2; version < 402; version++) {
    const typed = `${text.slice(0, at)} type t${'x'.repeat(version % 20)} = u8; ${text.slice(at)}`;
    samples.push(
      await time(() => {
        workspace.open(uri, typed, version);
        diagnostics(workspace.snapshot(), uri);
      }),
    );
  }
  return samples.slice(100);
}
