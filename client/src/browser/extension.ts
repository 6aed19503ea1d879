/** The extension where no process can be started: in a VS Code in a browser. */
import * as vscode from 'vscode';
import { openDocs } from '../commands/open/open-docs.ts';
import { restartLanguageServer } from '../commands/setup/restart-language-server.ts';
import { showGraph } from '../commands/open/show-graph.ts';
import { switchGates } from '../commands/setup/switch-gates.ts';
import { switchTools } from '../commands/setup/switch-tools.ts';
import { registerGraphEditor } from '../graph/graph-editor.ts';
import { LanguageServer } from '../language-server.ts';
import { showPackageStatus } from '../package-status.ts';
import type { Command, Editing } from '../studio.ts';
import { registerExplanations } from '../ui/error-pages.ts';
import { registerComponentEditor } from '../viewer/component-editor.ts';
import { WitTexts } from '../viewer/wit-texts.ts';
import { serverWorker } from './server-worker.ts';

const commands: readonly Command<Editing>[] = [
  openDocs,
  restartLanguageServer,
  showGraph,
  switchGates,
  switchTools,
];

let stop: () => Promise<unknown> = async () => {};

/** Starts nothing but the language server, and does not wait for it. */
export function activate({ extension, extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const languageServer = new LanguageServer(serverWorker(extensionUri));
  const texts = new WitTexts();
  const editing: Editing = { extension, languageServer };
  subscriptions.push(
    ...commands.map(({ id, run }) =>
      vscode.commands.registerCommand(id, (target?: unknown) =>
        run(editing, target instanceof vscode.Uri ? target : undefined),
      ),
    ),
    ...processCommands(extension).map((id) => vscode.commands.registerCommand(id, explainMissingHost)),
    registerExplanations(extensionUri),
    showPackageStatus(languageServer),
    texts.register(),
    registerComponentEditor({ extension: extensionUri, languageServer, texts, mayRun: () => false }),
    registerGraphEditor(editing, texts),
  );
  stop = () => languageServer.stop();
  languageServer.start().catch((error: unknown) => {
    void vscode.window.showErrorMessage(`The WIT language server did not start: ${String(error)}`);
  });
}

export function deactivate(): Promise<unknown> {
  return stop();
}

/** The commands of the manifest that build, run or install something. */
function processCommands({ packageJSON }: vscode.Extension<unknown>): readonly string[] {
  const { contributes } = packageJSON as { contributes: { commands: readonly { command: string }[] } };
  const here = new Set(commands.map(({ id }) => id));
  return contributes.commands.map(({ command }) => command).filter((id) => !here.has(id));
}

async function explainMissingHost(): Promise<void> {
  const documentation = 'Open the Documentation';
  const picked = await vscode.window.showInformationMessage(
    'Building, running and debugging components needs processes, which VS Code in a browser cannot start. ' +
      'Open this folder in VS Code on your machine, or in one that is connected to a machine.',
    documentation,
  );
  if (picked === documentation) await vscode.commands.executeCommand(openDocs.id);
}
