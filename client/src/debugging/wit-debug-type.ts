import { basename } from 'node:path';
import * as vscode from 'vscode';
import { chooseSubject } from '../commands/run/choose-subject.ts';
import { handlesHttp } from '../calls/handles-http.ts';
import { prepareRunnable } from '../commands/run/prepare-runnable.ts';
import { askForCall } from '../commands/run/run.ts';
import { commandLaunch } from '../host/launch.ts';
import type { Watch } from '../host/component-host.ts';
import { grantsFor } from '../settings.ts';
import type { Studio } from '../studio.ts';
import { sourcesOf } from '../targets/sources-of.ts';
import { runWithProgress } from '../ui/run-with-progress.ts';
import { RunningSessions } from './running-sessions.ts';
import { registerOpening, shownAddress } from './shown-address.ts';

const TYPE = 'wit';

/**
 * A second name, of which F5 in a source makes `wit`: VS Code asks by language who debugs a file, and only sources of
 * components are meant. A condition on `wit` itself would also switch off its launch configurations.
 */
const SOURCE_TYPE = 'wit-source';

/** Set by our commands: debugging again what is debugged already replaces the session, as serving does. */
const AGAIN = 'again';

/** The debug type `wit`: its adapter is `wit-studio debug-adapter`, a process for each session. */
export function registerWitDebugType(studio: Studio): vscode.Disposable {
  const running = new RunningSessions();
  const adapters: vscode.DebugAdapterDescriptorFactory = {
    async createDebugAdapterDescriptor() {
      const { command, args, env } = await commandLaunch(studio.extension.extensionUri, 'debug-adapter');
      return new vscode.DebugAdapterExecutable(command, [...args], { env: { ...env } });
    },
  };
  const configurations: vscode.DebugConfigurationProvider = {
    ...typed,
    resolveDebugConfigurationWithSubstitutedVariables: (_folder, given) =>
      runWithProgress(studio, 'Starting to debug', (watch) =>
        given.request === 'attach' ? toAttach(studio, given, watch) : resolved(studio, running, given, watch),
      ),
  };
  return vscode.Disposable.from(
    registerOpening(),
    running.register(TYPE),
    vscode.debug.registerDebugAdapterDescriptorFactory(TYPE, adapters),
    vscode.debug.registerDebugAdapterTrackerFactory(TYPE, { createDebugAdapterTracker: shownAddress }),
    vscode.debug.registerDebugConfigurationProvider(TYPE, configurations),
    vscode.debug.registerDebugConfigurationProvider(SOURCE_TYPE, typed),
  );
}

/** F5 without a launch.json gives an empty configuration, and starts nothing as long as it has no type. */
const typed: vscode.DebugConfigurationProvider = {
  resolveDebugConfiguration: (_folder, given) => ({
    ...given,
    type: TYPE,
    request: given.request || 'launch',
    name: given.name ?? '',
  }),
};

/** Debugs a call of the function below a lens, after asking for its arguments. */
export const debugFunction = (component: vscode.Uri, name: string): Thenable<boolean> =>
  start(component, name, { function: name });

/** Debugs a component by its kind: its requests, its run as a program, or a call that is prompted for. */
export const debugComponent = (path: string): Thenable<boolean> =>
  start(vscode.Uri.file(path), basename(path), {});

function start(program: vscode.Uri, name: string, more: object): Thenable<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(program);
  const configuration = {
    type: TYPE,
    request: 'launch',
    name: `WIT: ${name}`,
    program: program.fsPath,
    [AGAIN]: true,
  };
  return vscode.debug.startDebugging(folder, { ...configuration, ...more });
}

/**
 * A configuration with defaults for everything that it leaves out: the program of the active file, its mode, and the
 * grants of the settings.
 * @returns undefined, which starts nothing, when the user chose nothing
 */
async function resolved(
  studio: Studio,
  running: RunningSessions,
  given: vscode.DebugConfiguration,
  watch: Watch,
): Promise<vscode.DebugConfiguration | undefined> {
  const program = (given['program'] as string | undefined) ?? (await chooseSubject(studio, undefined, watch));
  if (program === undefined) return undefined;
  const how = isComplete(given) ? {} : await whatToDo(studio, program, watch, given['function'] as string);
  if (how === undefined) return undefined;
  const { function: _, [AGAIN]: replaces, ...rest } = given;
  const what = {
    name: given.name || `WIT: ${basename(program)}`,
    // Only a build from its folder is debugged in its sources.
    program: (await sourcesOf(studio.languageServer, program)) ?? program,
  };
  if (replaces) await running.end(what);
  return {
    ...rest,
    ...what,
    grants: (given['grants'] as object | undefined) ?? grantsFor(program),
    ...how,
  };
}

/** A configuration that names the server that the user chose. */
async function toAttach(
  { host }: Studio,
  given: vscode.DebugConfiguration,
  watch: Watch,
): Promise<vscode.DebugConfiguration | undefined> {
  if (given['port'] !== undefined || given['pid'] !== undefined) return given;
  const { servers } = await host.request('servers', {}, watch);
  // Without a server, the adapter reports it.
  if (servers.length < 2) return given;
  const items = servers.map(({ pid, program, url }) => ({ label: url, description: program, pid }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Select a server to debug' });
  return chosen && { ...given, pid: chosen.pid };
}

const isComplete = (given: vscode.DebugConfiguration): boolean =>
  ['invoke', 'serve', 'args'].some((name) => given[name] !== undefined);

/** A handler of HTTP is served, a program is run, and of anything else a function is called. */
async function whatToDo(
  studio: Studio,
  program: string,
  watch: Watch,
  only: string | undefined,
): Promise<object | undefined> {
  const { component } = await prepareRunnable(studio, program, watch);
  const inspected = await studio.host.request('inspect', { component }, watch);
  if (only === undefined && handlesHttp(inspected)) return { serve: true };
  if (only === undefined && inspected.isCommand) return { args: [] };
  const chosen = await askForCall(studio, { subject: program, component, inspected, only }, watch);
  return chosen?.call === undefined ? undefined : { invoke: chosen.call };
}
