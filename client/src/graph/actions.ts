import * as vscode from 'vscode';
import type { PlanEdit, PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { type Choice, choicesForExport, choicesForImport, nameFor, wire } from './choices.ts';
import type { GraphMessage } from './messages.ts';

/** A plan that is shown. */
export interface ShownPlan {
  readonly document: vscode.TextDocument;
  graph(): PlanGraph | undefined;
  /** Shows the imports of WASI of an instance one by one, or as one again. */
  fold(instance: string): Promise<void>;
  /** Shows the WIT of a component, at an import or export. */
  wit(component: vscode.Uri, name?: string): Promise<void>;
  apply(edit: PlanEdit): Promise<void>;
}

/** Only elements of the graph are accepted. */
export async function act(shown: ShownPlan, message: GraphMessage): Promise<void> {
  const graph = shown.graph();
  if (!graph) return;
  switch (message.kind) {
    case 'add':
      return add(shown, graph);
    case 'save':
      return save(shown, graph);
    case 'text':
      await vscode.commands.executeCommand('vscode.openWith', shown.document.uri, 'default');
      return;
    case 'wire': {
      const { from, to } = message;
      const isThere =
        has(graph, to.instance, 'imports', to.port) && has(graph, from.instance, 'exports', from.port);
      const choice = graph.choices.find(
        (one) =>
          one.target === to.instance &&
          one.import === to.port &&
          one.instance === from.instance &&
          one.port === from.port,
      );
      if (isThere) await shown.apply(wire(to.instance, to.port, choice ?? { ...from, export: from.port }));
      return;
    }
    case 'pick':
    case 'delete':
    case 'rename':
      return onElement(shown, graph, message);
    default:
  }
}

const has = (graph: PlanGraph, instance: string, side: 'imports' | 'exports', port: string): boolean =>
  graph.instances.some((one) => one.name === instance && one[side].includes(port));

async function onElement(
  shown: ShownPlan,
  graph: PlanGraph,
  { kind, instance, side, port }: Extract<GraphMessage, { readonly side: unknown }>,
): Promise<void> {
  if (!graph.instances.some(({ name }) => name === instance)) return;
  if (side === 'fold') return kind === 'pick' ? shown.fold(instance) : undefined;
  if (side === 'card' || port === undefined) {
    if (kind === 'delete') return shown.apply({ kind: 'remove', instance });
    return kind === 'rename' ? rename(shown, graph, instance) : onInstance(shown, graph, instance);
  }
  if (side === 'imports' && kind === 'delete')
    return shown.apply({ kind: 'wire', instance, import: port, from: false });
  const choices = (side === 'imports' ? choicesForImport : choicesForExport)(graph, instance, port);
  const title =
    side === 'imports' ? `Select a provider for ${port} of ${instance}` : `${port} of ${instance}`;
  const { component } = graph.instances.find(({ name }) => name === instance)!;
  const wit = { label: 'Show in WIT' };
  const picked = await vscode.window.showQuickPick([...choices, ...(component ? [wit] : [])], {
    title,
    matchOnDescription: true,
  });
  if (picked === wit) return shown.wit(vscode.Uri.parse(component!, true), port);
  if (picked && 'edit' in picked) await shown.apply(picked.edit);
}

async function choose(shown: ShownPlan, choices: readonly Choice[], title: string): Promise<void> {
  const picked = await vscode.window.showQuickPick(choices, { title, matchOnDescription: true });
  if (picked) await shown.apply(picked.edit);
}

async function add(shown: ShownPlan, { components, instances }: PlanGraph): Promise<void> {
  const taken = instances.map(({ name }) => name);
  const choices = components.map((path): Choice => ({
    label: path,
    edit: { kind: 'add', instance: nameFor(path, taken), path },
  }));
  if (choices.length === 0) {
    void vscode.window.showInformationMessage('The plan already includes every component in its folder.');
    return;
  }
  await choose(shown, choices, 'Select a component');
}

async function onInstance(shown: ShownPlan, graph: PlanGraph, name: string): Promise<void> {
  const { source, component } = graph.instances.find((one) => one.name === name)!;
  const binary = component === undefined ? undefined : vscode.Uri.parse(component, true);
  const folder = component === source ? undefined : vscode.Uri.parse(source, true);
  const items: readonly (vscode.QuickPickItem & { readonly act: () => Thenable<unknown> })[] = [
    ...(folder ? [{ label: 'Open Source', act: () => openSource(folder) }] : []),
    ...(binary
      ? [
          { label: 'Open Component', act: () => vscode.commands.executeCommand('vscode.open', binary) },
          { label: 'Show as WIT', act: () => shown.wit(binary) },
        ]
      : []),
    { label: 'Rename…', act: () => rename(shown, graph, name) },
    { label: 'Remove', act: () => shown.apply({ kind: 'remove', instance: name }) },
  ];
  await (await vscode.window.showQuickPick(items, { title: name }))?.act();
}

/** The first source file of each language, or its manifest. */
const SOURCES = ['src/lib.rs', 'src/*.{ts,js}', '*.{ts,js}', '*.go', '*.py', '{.,src}/*.{c,cpp}'];

/** Of a folder without one its place in the explorer. */
async function openSource(folder: vscode.Uri): Promise<void> {
  for (const pattern of SOURCES) {
    const [found] = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, pattern),
      undefined,
      1,
    );
    if (found) return void (await vscode.window.showTextDocument(found));
  }
  await vscode.commands.executeCommand('revealInExplorer', folder);
}

async function rename(shown: ShownPlan, graph: PlanGraph, instance: string): Promise<void> {
  const taken = graph.instances.map(({ name }) => name).filter((name) => name !== instance);
  const to = await vscode.window.showInputBox({
    title: `Rename ${instance}`,
    value: instance,
    validateInput: (text) => {
      if (text.trim() === '') return 'Enter a name.';
      return taken.includes(text) ? 'Another instance has this name.' : undefined;
    },
  });
  if (to !== undefined && to !== instance) await shown.apply({ kind: 'rename', instance, to });
}

async function save({ document }: ShownPlan, { file }: PlanGraph): Promise<void> {
  const defaultUri = document.uri.with({ path: document.uri.path.replace(/\.[^./]*$/, '.svg') });
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { SVG: ['svg'] } });
  if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(file));
}
