import * as vscode from 'vscode';
import { coalesced } from '../coalesced.ts';
import type { PlanGraph } from '../../../server/src/lsp/extensions.ts';
import type { Editing } from '../studio.ts';
import { allowPage, nameOf } from '../ui/pages.ts';
import type { WitTexts } from '../viewer/wit-texts.ts';
import { act, type ShownPlan } from './actions.ts';
import { graphBody, graphPage } from './graph-page.ts';
import type { GraphMessage } from './messages.ts';

export const VIEW_TYPE = 'wit.graph';
/** The maximum of repeated requests for the graph while components are read. */
const MOST_LOOKS = 40;
const LOOK_AGAIN_MS = 250;

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
  const { uri } = document;
  const { languageServer } = studio;
  let graph: PlanGraph | undefined;
  let looks = 0;
  const unfolded = new Set<string>();
  const refresh = coalesced(async () => {
    graph = await languageServer.planGraph(uri, [...unfolded]).catch(() => graph);
    await panel.webview.postMessage(graphBody(graph));
    if (graph?.isPending !== false && looks++ < MOST_LOOKS) setTimeout(refreshSafely, LOOK_AGAIN_MS);
  });
  // A page that is gone takes no messages.
  const refreshSafely = () => void refresh().catch(() => undefined);
  const shown: ShownPlan = {
    document,
    graph: () => graph,
    fold: (instance) => {
      if (!unfolded.delete(instance)) unfolded.add(instance);
      return refresh();
    },
    wit: async (component, name) => {
      const { wit } = await languageServer.viewComponent(component);
      if (wit !== undefined) await texts.show(component, wit, name);
    },
    apply: async (edit) => {
      const change = await languageServer.editPlan(uri, edit);
      if ('refused' in change) return void vscode.window.showWarningMessage(`${sentence(change.refused)}.`);
      const all = new vscode.WorkspaceEdit();
      all.set(uri, [change]);
      await vscode.workspace.applyEdit(all);
    },
  };
  const isOurs = (one: vscode.Uri) => one.toString() === uri.toString();
  const subscriptions = [
    vscode.workspace.onDidChangeTextDocument((event) => {
      looks = 0;
      if (isOurs(event.document.uri)) refreshSafely();
    }),
    vscode.languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some(isOurs)) refreshSafely();
    }),
    // Sources and builds: cards show whether a build is out of date.
    vscode.workspace.onDidSaveTextDocument(refreshSafely),
    watchBuilds(refreshSafely),
    panel.webview.onDidReceiveMessage((message: GraphMessage) =>
      message.kind === 'ready' ? refresh() : act(shown, message),
    ),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...subscriptions).dispose());
  const assets = allowPage(panel.webview, studio.extension.extensionUri, 'graph');
  panel.webview.html = graphPage(nameOf(uri), assets);
}

function watchBuilds(changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.wasm.inputs.json');
  watcher.onDidCreate(changed);
  watcher.onDidChange(changed);
  return watcher;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
