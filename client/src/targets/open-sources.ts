import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { sourcesAbove } from './sources-of.ts';
import { watchTargets } from './watch-targets.ts';

const KEY = 'wit.inComponent';

/** Sets a context key while the file in front is a source of a component: its editor then has buttons to run it. */
export function markOpenSources(languageServer: LanguageServer): vscode.Disposable {
  let turn = 0;
  const mark = async (): Promise<void> => {
    const own = ++turn;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const sources = uri?.scheme === 'file' ? await sourcesAbove(languageServer, uri) : undefined;
    // The request of a later editor may have returned earlier.
    if (own === turn) await vscode.commands.executeCommand('setContext', KEY, sources !== undefined);
  };
  void mark();
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(mark), watchTargets(mark));
}
