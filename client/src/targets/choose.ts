import { basename } from 'node:path';
import type { Problem } from '../../../host/src/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { activeFile } from './active-file.ts';
import { componentFolders, nearestComponentFolder } from './component-folders.ts';
import { PLAN, PLAN_FILES, RUNNABLE_FILES } from './patterns.ts';
import { sourcesAbove } from './sources-of.ts';
import { hasFile, nearestFile, pickFile, pickPath } from './workspace-files.ts';

/**
 * The plan that a command acts on: the one it was invoked on, else the nearest above the active file,
 * else the workspace's only one, else the user's choice.
 *
 * @returns its path; undefined when nothing was picked
 * @throws a problem error `no-composition`
 */
export async function choosePlan(target = activeFile()): Promise<string | undefined> {
  if (target && isPlan(target.fsPath)) return target.fsPath;
  const near = target && (await nearestFile(target, PLAN));
  return near ?? pickFile([PLAN_FILES], 'Select a composition', noComposition);
}

/**
 * The folder of the component that a command acts on, found like a plan.
 *
 * @throws a problem error `no-component`
 */
export async function chooseComponentFolder(target = activeFile()): Promise<string | undefined> {
  const near = target && (await nearestComponentFolder(target));
  return near ?? pickPath(await componentFolders(), 'Select a component', noComponent);
}

/**
 * The component or plan to run or serve: a built component, a plan that is composed first, or the folder of a component
 * that was never built. For the active file it is the nearest plan, else the component that the file is a source of.
 *
 * @throws a problem error `nothing-to-run`
 */
export async function chooseRunnable(
  languageServer: LanguageServer,
  target = activeFile(),
): Promise<string | undefined> {
  if (target && (isPlan(target.fsPath) || target.fsPath.endsWith('.wasm'))) return target.fsPath;
  const plan = target && (await nearestFile(target, PLAN));
  const sources = plan === undefined && target ? await sourcesAbove(languageServer, target) : undefined;
  const own = plan ?? sources?.component ?? sources?.folder;
  if (own !== undefined) return own;
  const title = 'Select a component or composition to run';
  if (await hasFile(RUNNABLE_FILES)) return pickFile(RUNNABLE_FILES, title, nothingToRun);
  return pickPath(await componentFolders(), title, nothingToRun);
}

/** Whether a file says how to compose: a `composition.toml` or a WAC document. */
export function isPlan(path: string): boolean {
  return basename(path) === PLAN || path.endsWith('.wac');
}

const noComposition: Problem = {
  code: 'no-composition',
  message: 'There is no composition.toml or .wac document in this workspace.',
  help: 'A plan says which components are connected. “WIT: New Composition…” writes one.',
};

const noComponent: Problem = {
  code: 'no-component',
  message: 'There is no component to build in this workspace.',
  help: '“WIT: New Component…” creates one.',
};

const nothingToRun: Problem = {
  code: 'nothing-to-run',
  message: 'There is neither a composition nor a component in this workspace.',
  help: '“WIT: New Component…” creates one.',
};
