import { basename, dirname, extname } from 'node:path';
import * as vscode from 'vscode';
import { COMPONENT, COMPONENT_FILES, PLAN_FILES, RUNNABLE_FILES } from '../targets/patterns.ts';
import { watchTargets } from '../targets/watch-targets.ts';
import { findAll } from '../targets/workspace-files.ts';

/** The view of the activity bar: what the workspace has to build, compose, run and serve. */
export function registerComponentsView(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.registerTreeDataProvider('wit.components', {
    onDidChangeTreeData: changed.event,
    getChildren: (item?: vscode.TreeItem) => (item ? [] : items()),
    getTreeItem: (item: vscode.TreeItem) => item,
  });
  return vscode.Disposable.from(
    view,
    changed,
    watchTargets(() => changed.fire()),
  );
}

async function items(): Promise<vscode.TreeItem[]> {
  const [plans, folders, built] = await Promise.all(
    [[PLAN_FILES], [COMPONENT_FILES], RUNNABLE_FILES.slice(-1), ['**/*.wasm']].map(findAll),
  ).then(([one = [], two = [], dist = [], rest = []]) => [one, two, [...new Set([...dist, ...rest])]]);
  return [
    ...(plans ?? []).map((path) => item(path, 'plan', 'combine')),
    ...(folders ?? []).map((path) => item(path, 'sources', 'file-code')),
    ...(built ?? []).sort().map((path) => item(path, 'component', 'package')),
  ];
}

function item(path: string, kind: 'plan' | 'sources' | 'component', icon: string): vscode.TreeItem {
  const isSources = COMPONENT.includes(basename(path));
  const uri = vscode.Uri.file(path);
  const label = isSources ? basename(dirname(path)) : basename(path);
  const result = new vscode.TreeItem(label);
  result.resourceUri = uri;
  result.description = vscode.workspace.asRelativePath(path);
  result.iconPath = new vscode.ThemeIcon(icon);
  result.contextValue = kind;
  if (extname(path) !== '.wasm') result.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
  return result;
}
