import * as vscode from 'vscode';
import type { PackageStatus } from '../../server/src/lsp/extensions.ts';
import type { LanguageServer } from './language-server.ts';

const WIT = [{ language: 'wit' }];

/** The package of the active file, the gates that are on and the wasm-tools that diagnostics follow, behind the braces of the status bar. */
export function showPackageStatus(server: LanguageServer): vscode.Disposable {
  const item = (id: string, name: string) => {
    const statusItem = vscode.languages.createLanguageStatusItem(`wit.${id}`, WIT);
    statusItem.name = name;
    return statusItem;
  };
  const [aPackage, tools, gates] = [
    item('package', 'WIT Package'),
    item('tools', 'WIT Tools'),
    item('gates', 'WIT Gates'),
  ];
  tools.command = {
    command: 'wit.switchTools',
    title: 'Select',
    tooltip: 'Select the version of wasm-tools that diagnostics follow',
  };
  gates.command = {
    command: 'wit.switchGates',
    title: 'Select',
    tooltip: 'Switch feature gates (@unstable) on or off',
  };
  const refresh = async () => {
    const settings = vscode.workspace.getConfiguration('wit');
    tools.text = `$(tools) wasm-tools ${settings.get('wasmTools')}`;
    const status = await statusOf(server);
    aPackage.text = `$(package) ${status?.package || 'No package'}`;
    aPackage.detail = status?.worlds.length ? `worlds: ${status.worlds.join(', ')}` : 'no worlds';
    gates.text = `$(shield) ${gatesText(settings.get<readonly string[]>('features', []), status?.gates ?? [])}`;
  };
  void refresh();
  return vscode.Disposable.from(
    aPackage,
    tools,
    gates,
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidSaveTextDocument(refresh),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('wit') && refresh()),
  );
}

/** The status of the active file, if it is WIT. */
export async function statusOf(server: LanguageServer): Promise<PackageStatus | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'wit') return undefined;
  // A server that does not start is reported by itself.
  return server.packageStatus(document.uri).catch(() => undefined);
}

function gatesText(on: readonly string[], named: readonly string[]): string {
  if (on.length > 0) return `Gates on: ${on.join(', ')}`;
  return named.length > 0 ? `Gates off: ${named.join(', ')}` : 'No gates';
}
