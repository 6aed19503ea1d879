import * as vscode from 'vscode';
import type { PackageStatus } from '../../server/src/lsp/extensions.ts';
import type { LanguageServer } from './language-server.ts';

const WIT = [{ language: 'wit' }];

/**
 * Shows the package of the active file, the version of wasm-tools that diagnostics follow and the enabled gates, behind
 * the braces of the status bar.
 */
export function showPackageStatus(server: LanguageServer): vscode.Disposable {
  const aPackage = statusItem('package', 'WIT Package');
  const tools = statusItem('tools', 'WIT Tools', {
    command: 'wit.switchTools',
    title: 'Select',
    tooltip: 'Select the version of wasm-tools that diagnostics follow',
  });
  const gates = statusItem('gates', 'WIT Gates', {
    command: 'wit.switchGates',
    title: 'Select',
    tooltip: 'Switch feature gates (@unstable) on or off',
  });
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

function statusItem(id: string, name: string, command?: vscode.Command): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(`wit.${id}`, WIT);
  return Object.assign(item, { name, ...(command && { command }) });
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
