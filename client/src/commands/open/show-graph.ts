import * as vscode from 'vscode';
import { VIEW_TYPE } from '../../graph/graph-editor.ts';
import type { Command, Editing } from '../../studio.ts';
import { activeFile } from '../../targets/active-file.ts';
import { ignoredBy } from '../../targets/patterns.ts';

/** The plans that can be drawn, as in the menus of the manifest; the editor knows no braces within braces. */
const PLANS =
  '**/{composition.toml,composition.yml,composition.yaml,wasm-compose.yml,wasm-compose.yaml,*.wac}';
const PLAN = /\/(composition\.(toml|ya?ml)|wasm-compose\.ya?ml|[^/]*\.wac)$/;

/** Opens a plan as a graph: the active file, else the nearest plan above it, else one of the workspace. */
export const showGraph: Command<Editing> = {
  id: 'wit.showGraph',
  run: async (_, target) => {
    const uri = await choosePlan(target ?? activeFile());
    if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE);
  },
};

/** URIs rather than paths, because the workspace may be on no disk. */
async function choosePlan(near: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (near && PLAN.test(near.path)) return near;
  const found = await vscode.workspace.findFiles(PLANS, ignoredBy(PLANS));
  if (found.length === 0)
    return void (await vscode.window.showInformationMessage(
      'This workspace has no composition.toml or .wac document to show as a graph.',
    ));
  const plans = nearestOf(found, near);
  if (plans.length === 1) return plans[0];
  const items = plans.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  items.sort((a, b) => a.label.localeCompare(b.label));
  return (await vscode.window.showQuickPick(items, { title: 'Select a composition' }))?.uri;
}

/** Those in the nearest folder above a file; all where there are none above it. */
function nearestOf(plans: readonly vscode.Uri[], file: vscode.Uri | undefined): readonly vscode.Uri[] {
  const folderOf = ({ path }: vscode.Uri): string => path.replace(/[^/]*$/, '');
  const above = plans.filter((plan) => file?.path.startsWith(folderOf(plan)));
  const depth = Math.max(...above.map((plan) => folderOf(plan).length));
  return above.length === 0 ? plans : above.filter((plan) => folderOf(plan).length === depth);
}
