import * as vscode from 'vscode';
import type { CallRecord } from '../../../host/src/protocol/trace.ts';
import { problemOf } from '../host/problem-error.ts';
import type { Studio } from '../studio.ts';
import { callableOf, commandOf } from './callable.ts';
import type { ActionKind } from './messages.ts';

/** The subject of an action. */
interface Shown {
  readonly file: vscode.Uri;
  /** The selected call; absent without a selection. */
  readonly call: CallRecord | undefined;
  readonly component: string | undefined;
}

/** Executes an action of the page; a failure is reported as a problem. */
export async function act(studio: Studio, kind: ActionKind, shown: Shown): Promise<void> {
  try {
    await actOn(studio, kind, shown);
  } catch (error) {
    studio.problems.report(problemOf(error));
  }
}

async function actOn(studio: Studio, kind: ActionKind, { file, call, component }: Shown): Promise<void> {
  if (kind === 'chrome') return exportCopy(file);
  if (kind === 'spans') return exportSpans(studio, file);
  if (!call) return;
  if (kind === 'copy') return copyCall(call);
  if (kind === 'command') return copy(commandOf(call, component));
  if (kind === 'wit' || kind === 'source') await goTo(studio, kind, call);
}

async function copyCall(call: CallRecord): Promise<void> {
  const callable = callableOf(call);
  if ('call' in callable) return copy(callable.call);
  void vscode.window.showInformationMessage(`This call cannot be repeated: ${callable.not}.`);
}

async function copy(text: string | undefined): Promise<void> {
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Copied', 3_000);
}

/** A function where it is written, or what implements it. */
async function goTo(studio: Studio, kind: 'wit' | 'source', { function: name }: CallRecord): Promise<void> {
  const at = await placeOf(studio, name);
  if (!at) {
    void vscode.window.showInformationMessage(`No .wit file of this workspace declares ${name}.`);
    return;
  }
  const options = { selection: at.range, viewColumn: vscode.ViewColumn.Beside };
  if (kind === 'wit') return void (await vscode.window.showTextDocument(at.uri, options));
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeImplementationProvider',
    at.uri,
    at.range.start,
  );
  const sources = found.map(toLocation).filter(({ uri }) => !uri.path.endsWith('.wit'));
  const [first] = sources;
  if (!first) void vscode.window.showInformationMessage(`No source of this workspace implements ${name}.`);
  else if (sources.length === 1)
    await vscode.window.showTextDocument(first.uri, { ...options, selection: first.range });
  else
    await vscode.commands.executeCommand(
      'editor.action.goToLocations',
      at.uri,
      at.range.start,
      sources,
      'peek',
    );
}

const toLocation = (one: vscode.Location | vscode.LocationLink): vscode.Location =>
  'targetUri' in one ? new vscode.Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one;

/** The name of a function in a .wit file of the workspace. */
async function placeOf({ host }: Studio, name: string): Promise<vscode.Location | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const { place } = await host.request('functionPlace', { folder: uri.fsPath, function: name });
    if (!place) continue;
    const file = vscode.Uri.file(place.file);
    const { text } = (await vscode.workspace.openTextDocument(file)).lineAt(place.line);
    const own = name.split('.').at(-1)!;
    const from = Math.max(0, text.indexOf(own));
    const to = text.startsWith(own, from) ? from + own.length : from;
    return new vscode.Location(file, new vscode.Range(place.line, from, place.line, to));
  }
  return undefined;
}

async function exportCopy(file: vscode.Uri): Promise<void> {
  const filters = { 'Chrome trace': ['json'] };
  const target = await vscode.window.showSaveDialog({ defaultUri: suggested(file, '.json'), filters });
  if (target) await vscode.workspace.fs.copy(file, target, { overwrite: true });
}

async function exportSpans({ host }: Studio, file: vscode.Uri): Promise<void> {
  const filters = { 'OpenTelemetry spans': ['jsonl'] };
  const target = await vscode.window.showSaveDialog({ defaultUri: suggested(file, '.jsonl'), filters });
  if (target) await host.request('exportTrace', { trace: file.fsPath, to: target.fsPath });
}

/** In the workspace, if there is one: recordings are in the extension's storage. */
function suggested(file: vscode.Uri, ending: string): vscode.Uri {
  const name = file.path
    .split('/')
    .at(-1)!
    .replace(/(\.trace)?\.json$/, ending);
  return vscode.Uri.joinPath(
    vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.joinPath(file, '..'),
    name,
  );
}
