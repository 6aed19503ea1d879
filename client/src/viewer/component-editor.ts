import * as vscode from 'vscode';
import type { ComponentView } from '../../../server/src/lsp/extensions.ts';
import type { LanguageServer } from '../language-server.ts';
import { allowPage, nameOf } from '../ui/pages.ts';
import { actionsFor } from './actions.ts';
import { pageOf } from './page.ts';
import type { WitTexts } from './wit-texts.ts';

const VIEW_TYPE = 'wit.component';

/** The dependencies of the pages of .wasm files. */
interface Pages {
  readonly extension: vscode.Uri;
  readonly languageServer: LanguageServer;
  readonly texts: WitTexts;
  /** Whether pages have buttons that run something. */
  readonly mayRun: () => boolean;
}

/** Shows .wasm files as the language server reads them. Nothing of them runs until the user presses a button. */
export function registerComponentEditor(pages: Pages): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    VIEW_TYPE,
    {
      openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
      resolveCustomEditor: ({ uri }, panel) => show(pages, uri, panel),
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}

async function show(pages: Pages, uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
  const assets = allowPage(panel.webview, pages.extension, 'component');
  let shown: ComponentView | undefined;
  const refresh = async () => {
    shown = await viewOf(pages, uri);
    const actions = actionsFor(shown, pages.mayRun());
    panel.webview.html = pageOf(nameOf(uri), shown, actions, assets);
  };
  const folder = vscode.Uri.joinPath(uri, '..');
  const pattern = new vscode.RelativePattern(folder, nameOf(uri));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
  const subscriptions = [
    watcher,
    watcher.onDidChange(refresh),
    watcher.onDidCreate(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    panel.webview.onDidReceiveMessage((action: unknown) => act(action, uri, shown, pages)),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...subscriptions).dispose());
  await refresh();
}

/** A failure of the server is shown as an unreadable file is. */
async function viewOf({ languageServer }: Pages, uri: vscode.Uri): Promise<ComponentView> {
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

/** Pages post the command's name of a pressed button; only those that the page offers are accepted. */
async function act(
  action: unknown,
  uri: vscode.Uri,
  view: ComponentView | undefined,
  { texts, mayRun }: Pages,
): Promise<void> {
  const isOffered = view && actionsFor(view, mayRun()).some(({ id }) => id === action);
  if (!isOffered) return;
  if (action === 'wit.showAsWit') await texts.show(uri, view.wit ?? '');
  else await vscode.commands.executeCommand(String(action), uri);
}
