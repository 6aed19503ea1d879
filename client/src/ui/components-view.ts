import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { counted } from '../../../server/src/base/counted.ts';
import type { ComponentStatus, TargetStatus } from '../../../server/src/lsp/extensions.ts';
import type { LanguageServer } from '../language-server.ts';
import { componentFolders } from '../targets/component-folders.ts';
import { PLAN_FILES, RUNNABLE_FILES } from '../targets/patterns.ts';
import { watchTargets } from '../targets/watch-targets.ts';
import { findAll } from '../targets/workspace-files.ts';

/** The view of the activity bar: the workspace's targets to build, compose, run and serve, and their state. */
export class ComponentsView implements vscode.TreeDataProvider<ComponentItem> {
  readonly #languageServer: LanguageServer;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(languageServer: LanguageServer) {
    this.#languageServer = languageServer;
  }

  register(): vscode.Disposable {
    const changed = () => this.refresh();
    const builds = vscode.workspace.createFileSystemWatcher('**/*.wasm{,.inputs.json}');
    return vscode.Disposable.from(
      vscode.window.registerTreeDataProvider('wit.components', this),
      this.#changed,
      watchTargets(changed),
      builds,
      builds.onDidChange(changed),
      builds.onDidCreate(changed),
      vscode.workspace.onDidSaveTextDocument(changed),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some(({ path }) => path.endsWith('.wac') || path.endsWith('/composition.toml'))) changed();
      }),
    );
  }

  /** Asks for all states again. */
  refresh(): void {
    this.#changed.fire();
  }

  getTreeItem = (item: ComponentItem): vscode.TreeItem => item;

  /** Of the view the plans, folders and components, of a plan its instances. */
  async getChildren(item?: ComponentItem): Promise<ComponentItem[]> {
    if (item) return [...item.instances];
    const [folders, plans, dist, others] = await Promise.all([
      componentFolders(),
      findAll([PLAN_FILES]),
      findAll(RUNNABLE_FILES.slice(-1)),
      findAll(['**/*.wasm']),
    ]);
    const built = [...new Set([...dist, ...others])].sort();
    const items = await Promise.all([
      ...plans.sort().map((path) => this.#item(path, 'plan')),
      ...folders.map((path) => this.#item(path, 'sources')),
      ...built.map((path) => this.#item(path, 'component')),
    ]);
    return items.filter((one) => one !== undefined);
  }

  /** Undefined for paths that are no target after all, as a folder whose package.json is not a component's. */
  async #item(path: string, kind: Kind): Promise<ComponentItem | undefined> {
    const uri = vscode.Uri.file(path);
    // Without the language server everything is shown, without its state.
    const status = await this.#languageServer.targetStatus(uri).catch(() => null);
    return status === undefined ? undefined : new ComponentItem(uri, kind, status ?? undefined);
  }
}

type Kind = 'plan' | 'sources' | 'component';

const ICONS: Readonly<Record<Kind | 'instance', string>> = {
  plan: 'combine',
  sources: 'file-code',
  component: 'package',
  instance: 'symbol-module',
};

/** A row of the view: a component or plan of the workspace, or an instance of a plan. */
export class ComponentItem extends vscode.TreeItem {
  readonly instances: readonly ComponentItem[] = [];

  constructor(
    uri: vscode.Uri,
    kind: Kind | 'instance',
    status: TargetStatus | undefined,
    name = basename(uri.path),
  ) {
    super(name);
    this.resourceUri = uri;
    this.contextValue = kind;
    this.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
    if (kind === 'sources') this.command = { command: 'revealInExplorer', title: 'Show', arguments: [uri] };
    const state = status?.kind === 'plan' ? stateOfPlan(status) : status && stateOf(status, kind);
    this.description = [state?.text, kind === 'instance' ? '' : placeOf(uri, name)]
      .filter(Boolean)
      .join(' · ');
    this.iconPath = new vscode.ThemeIcon(ICONS[kind], state?.color && new vscode.ThemeColor(state.color));
    if (status?.kind !== 'plan') return;
    this.tooltip = status.mistakes.join('\n') || undefined;
    this.instances = status.instances.map((one) => {
      const shown = vscode.Uri.parse(one.component ?? one.source, true);
      return new ComponentItem(shown, 'instance', { kind: 'component', ...one }, one.name);
    });
    if (this.instances.length > 0) this.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  }
}

/** The folder of a component's file, or the path of its folder; empty where the name says it. */
function placeOf(uri: vscode.Uri, name: string): string {
  const path = vscode.workspace.asRelativePath(uri);
  const isRoot = vscode.workspace.workspaceFolders?.some((root) => root.uri.fsPath === uri.fsPath);
  if (path === name || isRoot) return '';
  return basename(path).endsWith('.wasm') ? dirname(path) : path;
}

interface State {
  readonly text: string;
  /** Of the icon: absent where nothing is to be done. */
  readonly color?: string;
}

/** Of a component's file that is as its sources say, the size leaves room for its place: theirs is another row. */
const stateOf = ({ detail, isStale }: ComponentStatus, kind: Kind | 'instance'): State => ({
  text: kind === 'component' && !isStale ? detail.replace(/ · .*/, '') : detail,
  ...(isStale && { color: 'list.warningForeground' }),
});

function stateOfPlan({ mistakes, instances }: Extract<TargetStatus, { readonly kind: 'plan' }>): State {
  if (mistakes.length > 0)
    return { text: counted(mistakes.length, 'mistake'), color: 'list.errorForeground' };
  const stale = instances.filter(({ isStale }) => isStale).length;
  if (stale === 0) return { text: counted(instances.length, 'instance') };
  return {
    text: `${stale} of ${counted(instances.length, 'instance')} to build`,
    color: 'list.warningForeground',
  };
}
