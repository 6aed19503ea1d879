import * as vscode from 'vscode';
import type { PageAssets } from './web-page.ts';

/** The last segment of a path. */
export const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Lets a webview run the program of a page of ours, and load nothing else.
 * @param page the name of the program in `client/webviews`
 */
export function allowPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  page: 'component' | 'graph' | 'timeline',
): PageAssets {
  const folder = vscode.Uri.joinPath(extension, 'dist/webviews');
  const addressOf = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  return { script: addressOf(`${page}.js`), style: addressOf(`${page}.css`), source: webview.cspSource };
}
