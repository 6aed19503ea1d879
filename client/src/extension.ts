import * as vscode from 'vscode';
import type { InitializeResult } from '../../host/src/protocol.ts';
import { buildAll } from './commands/build/build-all.ts';
import { build } from './commands/build/build.ts';
import { generateBindings } from './commands/build/generate-bindings.ts';
import { compose } from './commands/build/compose.ts';
import { composeAndRun } from './commands/run/compose-and-run.ts';
import { debug } from './commands/run/debug.ts';
import { installNode } from './commands/setup/install-node.ts';
import { newComponent } from './commands/create/new-component.ts';
import { newComposition } from './commands/create/new-composition.ts';
import { newPackage } from './commands/create/new-package.ts';
import { openDocs } from './commands/open/open-docs.ts';
import { openSample } from './commands/open/open-sample.ts';
import { openServer } from './commands/run/open-server.ts';
import { openTimeline } from './commands/open/open-timeline.ts';
import { plug } from './commands/build/plug.ts';
import { bench } from './commands/run/bench.ts';
import { recordTimeline } from './commands/run/record-timeline.ts';
import { restartHost } from './commands/setup/restart-host.ts';
import { restartLanguageServer } from './commands/setup/restart-language-server.ts';
import { run } from './commands/run/run.ts';
import { serve } from './commands/run/serve.ts';
import { showGraph } from './commands/open/show-graph.ts';
import { stopServer } from './commands/run/stop-server.ts';
import { switchGates } from './commands/setup/switch-gates.ts';
import { switchTools } from './commands/setup/switch-tools.ts';
import { showPackageStatus } from './package-status.ts';
import { debugFunction, registerWitDebugType } from './debugging/wit-debug-type.ts';
import { ComponentHost, type HostEvents } from './host/component-host.ts';
import { launchOf } from './host/launch.ts';
import { LanguageServer } from './language-server.ts';
import { serverProcess } from './server-process.ts';
import { startLanguageServer } from './start-language-server.ts';
import { Servers } from './serving/servers.ts';
import type { Studio } from './studio.ts';
import { registerContexts } from './targets/contexts.ts';
import { markOpenSources } from './targets/open-sources.ts';
import { registerGraphEditor } from './graph/graph-editor.ts';
import { ComponentsView } from './ui/components-view.ts';
import { registerExplanations } from './ui/error-pages.ts';
import { reloadOnChange } from './serving/live-reload.ts';
import { refreshBindings } from './refresh-bindings.ts';
import { registerRunLenses } from './calls/run-lenses.ts';
import { openAwaitedFile } from './ui/open-folder.ts';
import { ProblemView } from './ui/problem-view.ts';
import { offerCommand } from './terminal-command.ts';
import { registerComponentEditor } from './viewer/component-editor.ts';
import { registerComponentTests } from './component-tests/register.ts';
import { registerTasks } from './tasks.ts';
import { registerTimelineEditor } from './timeline/timeline-editor.ts';
import { WitTexts } from './viewer/wit-texts.ts';

const commands = [
  newComponent,
  newPackage,
  newComposition,
  openDocs,
  openSample,
  build,
  buildAll,
  generateBindings,
  compose,
  composeAndRun,
  run,
  serve,
  openServer,
  stopServer,
  debug,
  plug,
  installNode,
  restartHost,
  restartLanguageServer,
  switchGates,
  switchTools,
  showGraph,
  recordTimeline,
  openTimeline,
  bench,
];

/** A view's menus name what they are about by its item. */
function uriOf(target: unknown): vscode.Uri | undefined {
  const named = target instanceof vscode.TreeItem ? target.resourceUri : target;
  return named instanceof vscode.Uri ? named : undefined;
}

let stopAll: () => Promise<unknown> = async () => {};

/** Starts nothing but the language server, and does not wait for it. */
export function activate(context: vscode.ExtensionContext): void {
  const studio = createStudio(context);
  const components = new ComponentsView(studio.languageServer);
  context.subscriptions.push(
    components.register(),
    ...registerCommands(studio, components),
    registerRunLenses(studio),
    registerWitDebugType(studio),
    reloadOnChange(studio, () => components.refresh()),
    refreshBindings(studio),
    registerTasks(studio),
    markOpenSources(studio.languageServer),
    registerComponentTests(studio),
    showPackageStatus(studio.languageServer),
    ...registerEditors(studio),
  );
  void startLanguageServer(studio);
  void openAwaitedFile(studio.sharedMemory);
  offerCommand(context).catch((error: unknown) =>
    studio.output.appendLine(`The command wit-studio is not available in terminals: ${String(error)}`),
  );
  stopAll = () => Promise.all([studio.host.stop(), studio.languageServer.stop()]);
}

function registerCommands(studio: Studio, components: ComponentsView): vscode.Disposable[] {
  const own = commands.map(({ id, run }) =>
    // Menus add arguments of their own behind the target.
    vscode.commands.registerCommand(id, (target?: unknown, detail?: unknown) =>
      run(studio, uriOf(target), typeof detail === 'string' ? detail : undefined).finally(() =>
        // Files that a build writes into a new folder may come before the editor watches it.
        components.refresh(),
      ),
    ),
  );
  return [...own, vscode.commands.registerCommand('wit.debugFunction', debugFunction)];
}

/** The editors of components, plans and timelines. */
function registerEditors(studio: Studio): vscode.Disposable[] {
  const texts = new WitTexts();
  return [
    texts.register(),
    registerComponentEditor({
      extension: studio.extension.extensionUri,
      languageServer: studio.languageServer,
      texts,
      mayRun: () => vscode.workspace.isTrusted,
    }),
    registerGraphEditor(studio, texts),
    registerTimelineEditor(studio),
  ];
}

export function deactivate(): Promise<unknown> {
  return stopAll();
}

function createStudio(context: vscode.ExtensionContext): Studio {
  const output = vscode.window.createOutputChannel('WIT Components');
  const problems = new ProblemView(context.extensionUri, output);
  const servers = new Servers();
  const explanations = registerExplanations(context.extensionUri);
  context.subscriptions.push(output, problems, servers, explanations, registerContexts());
  const host = new ComponentHost({
    launch: () => launchOf(context.extensionUri),
    storage: context.globalStorageUri.fsPath,
    cancelGraceMs: 3_000,
    events: hostEvents(output, problems, servers),
  });
  const languageServer = new LanguageServer(serverProcess(context.extensionUri));
  return {
    extension: context.extension,
    host,
    languageServer,
    servers,
    problems,
    output,
    storage: context.globalStorageUri,
    memory: context.workspaceState,
    sharedMemory: context.globalState,
  };
}

/** What the host reports, as the user sees it. */
const hostEvents = (output: vscode.OutputChannel, problems: ProblemView, servers: Servers): HostEvents => ({
  started: (started) => output.appendLine(introduction(started)),
  output: ({ text, stream }) => output.append(stream === 'log' ? `${text}\n` : text),
  failed: ({ problem }) => problems.markProblem(problem),
  ended({ server, problem }) {
    const gone = servers.all.find((one) => one.server === server);
    if (gone) servers.remove(gone);
    problems.report(problem);
  },
  stopped(reason) {
    servers.clear();
    output.appendLine(`The component host stopped: ${reason}`);
  },
});

function introduction({ node, jspi }: InitializeResult): string {
  const lacks = jspi ? '' : '; components of WASI 0.3 need a newer version, with JSPI';
  return `Components are built and run by Node.js ${node}${lacks}`;
}
