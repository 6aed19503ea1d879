import * as vscode from 'vscode';
import type { Editing } from '../studio.ts';
import { allowPage, nameOf } from '../ui/pages.ts';
import type { WitTexts } from '../viewer/wit-texts.ts';
import { act } from './actions.ts';
import { graphPage } from './graph-page.ts';
import type { GraphMessage } from './messages.ts';
import { ShownGraph } from './shown-graph.ts';

export const VIEW_TYPE = 'wit.graph';

/** Shows plans as graphs; every change is one of the text, so that undo, save and a text editor beside it work. */
export function registerGraphEditor(studio: Editing, texts: WitTexts): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    VIEW_TYPE,
    { resolveCustomTextEditor: (document, panel) => show(studio, texts, document, panel) },
    { supportsMultipleEditorsPerDocument: true },
  );
}

function show(
  studio: Editing,
  texts: WitTexts,
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
): void {
  const shown = new ShownGraph(document, studio.languageServer, texts, panel.webview);
  const subscriptions = [
    ...refreshing(shown),
    panel.webview.onDidReceiveMessage((message: GraphMessage) =>
      message.kind === 'ready' ? shown.refresh() : act(shown, message),
    ),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...subscriptions).dispose());
  const assets = allowPage(panel.webview, studio.extension.extensionUri, 'graph');
  panel.webview.html = graphPage(nameOf(document.uri), assets);
}

/** Shows the graph again when its text, its diagnostics, sources or builds change. */
function refreshing(shown: ShownGraph): readonly vscode.Disposable[] {
  const isOurs = (one: vscode.Uri) => one.toString() === shown.document.uri.toString();
  return [
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      shown.lookAgain();
      if (isOurs(document.uri)) shown.refreshSafely();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(isOurs)) shown.refreshSafely();
    }),
    // Sources and builds: cards show whether a build is out of date.
    vscode.workspace.onDidSaveTextDocument(shown.refreshSafely),
    watchBuilds(shown.refreshSafely),
  ];
}

function watchBuilds(changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.wasm.inputs.json');
  watcher.onDidCreate(changed);
  watcher.onDidChange(changed);
  return watcher;
}
