import * as vscode from 'vscode';
import type { PlanEdit, PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { type Choice, choicesForExport, choicesForImport, nameFor, wire } from './choices.ts';

/** A plan that is shown. */
export interface ShownPlan {
  readonly document: vscode.TextDocument;
  graph(): PlanGraph | undefined;
  apply(edit: PlanEdit): Promise<void>;
}

interface End {
  readonly instance: string;
  readonly port: string;
}

/** What the page says was done. */
export type Message =
  | { readonly kind: 'ready' | 'add' | 'save' | 'text' }
  | {
      readonly kind: 'pick' | 'delete' | 'rename';
      readonly instance: string;
      readonly side: 'card' | 'imports' | 'exports';
      readonly port?: string;
    }
  | { readonly kind: 'wire'; readonly from: End; readonly to: End };

/** Only what the graph has is acted on. */
export async function act(shown: ShownPlan, message: Message): Promise<void> {
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
      if (isThere)
        await shown.apply(wire(to.instance, to.port, { instance: from.instance, export: from.port }));
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
  { kind, instance, side, port }: Extract<Message, { readonly side: unknown }>,
): Promise<void> {
  if (!graph.instances.some(({ name }) => name === instance)) return;
  if (side === 'card' || port === undefined) {
    if (kind === 'delete') return shown.apply({ kind: 'remove', instance });
    return kind === 'rename' ? rename(shown, graph, instance) : onInstance(shown, graph, instance);
  }
  if (side === 'imports' && kind === 'delete')
    return shown.apply({ kind: 'wire', instance, import: port, from: false });
  const choices = (side === 'imports' ? choicesForImport : choicesForExport)(graph, instance, port);
  const title = side === 'imports' ? `Who fills ${port} of ${instance}?` : `${port} of ${instance}`;
  await choose(shown, choices, title);
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
    void vscode.window.showInformationMessage('Every component below the plan is in it.');
    return;
  }
  await choose(shown, choices, 'Which component?');
}

async function onInstance(shown: ShownPlan, graph: PlanGraph, name: string): Promise<void> {
  const { source, component } = graph.instances.find((one) => one.name === name)!;
  const open = { label: 'Open the component', uri: component };
  const reveal = { label: 'Show its folder', uri: component === source ? undefined : source };
  const items = [
    ...[open, reveal].filter(({ uri }) => uri !== undefined),
    { label: 'Rename…', uri: undefined },
    { label: 'Remove', uri: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: name });
  if (!picked) return;
  if (picked.label === 'Rename…') return rename(shown, graph, name);
  if (picked.label === 'Remove') return shown.apply({ kind: 'remove', instance: name });
  const command = picked.label === open.label ? 'vscode.open' : 'revealInExplorer';
  await vscode.commands.executeCommand(command, vscode.Uri.parse(picked.uri ?? '', true));
}

async function rename(shown: ShownPlan, graph: PlanGraph, instance: string): Promise<void> {
  const taken = graph.instances.map(({ name }) => name).filter((name) => name !== instance);
  const to = await vscode.window.showInputBox({
    title: `Another name for ${instance}`,
    value: instance,
    validateInput: (text) => {
      if (text.trim() === '') return 'An instance has a name.';
      return taken.includes(text) ? 'Another instance is called so.' : undefined;
    },
  });
  if (to !== undefined && to !== instance) await shown.apply({ kind: 'rename', instance, to });
}

async function save({ document }: ShownPlan, { file }: PlanGraph): Promise<void> {
  const defaultUri = document.uri.with({ path: document.uri.path.replace(/\.[^./]*$/, '.svg') });
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { SVG: ['svg'] } });
  if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(file));
}
