import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ComponentView } from '../../../server/src/lsp/extensions.ts';
import type { Studio } from '../studio.ts';
import { actionsFor } from './actions.ts';
import { pageOf } from './page.ts';
import type { WitTexts } from './wit-texts.ts';

const VIEW_TYPE = 'wit.component';

/** Shows .wasm files: what the language server reads of them. Nothing of them runs until somebody presses a button. */
export function registerComponentEditor(studio: Studio, texts: WitTexts): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    VIEW_TYPE,
    {
      openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
      resolveCustomEditor: ({ uri }, panel) => show(studio, texts, uri, panel),
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}

async function show(
  studio: Studio,
  texts: WitTexts,
  uri: vscode.Uri,
  panel: vscode.WebviewPanel,
): Promise<void> {
  panel.webview.options = { enableScripts: true, localResourceRoots: [] };
  let shown: ComponentView | undefined;
  const refresh = async () => {
    shown = await viewOf(studio, uri);
    const actions = actionsFor(shown, vscode.workspace.isTrusted);
    panel.webview.html = pageOf(basename(uri.path), shown, actions, randomBytes(16).toString('hex'));
  };
  const folder = vscode.Uri.joinPath(uri, '..');
  const pattern = new vscode.RelativePattern(folder, basename(uri.path));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
  const subscriptions = [
    watcher,
    watcher.onDidChange(refresh),
    watcher.onDidCreate(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    panel.webview.onDidReceiveMessage((action: unknown) => act(action, uri, shown, texts)),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...subscriptions).dispose());
  await refresh();
}

/** A server that cannot answer is a reason to show, as a file that cannot be read. */
async function viewOf({ languageServer }: Studio, uri: vscode.Uri): Promise<ComponentView> {
  try {
    return await languageServer.viewComponent(uri);
  } catch (error) {
    const reasons = [error instanceof Error ? error.message : String(error)];
    return {
      kind: 'broken',
      bytes: 0,
      reasons,
      wit: undefined,
      contents: [],
      producers: [],
      imports: [],
      exports: [],
    };
  }
}

/** Pages say what was pressed by the command's name; only those that the page offers count. */
async function act(
  action: unknown,
  uri: vscode.Uri,
  view: ComponentView | undefined,
  texts: WitTexts,
): Promise<void> {
  const isOffered = view && actionsFor(view, vscode.workspace.isTrusted).some(({ id }) => id === action);
  if (!isOffered) return;
  if (action === 'wit.showAsWit') await texts.show(uri, view.wit ?? '');
  else await vscode.commands.executeCommand(String(action), uri);
}
