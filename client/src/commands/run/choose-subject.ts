import type * as vscode from 'vscode';
import type { Watch } from '../../host/component-host.ts';
import type { Studio } from '../../studio.ts';
import { chooseRunnable, isPlan } from '../../targets/choose.ts';
import { buildFolder } from '../build/build.ts';

/**
 * The plan or the component that is to be run or served. A component that was never built is built here, so that what
 * is known of it, such as the calls of before, belongs to its file from the first time on.
 *
 * @returns its path; undefined when nothing was picked
 * @throws the host's problem
 */
export async function chooseSubject(
  studio: Studio,
  target: vscode.Uri | undefined,
  watch: Watch,
): Promise<string | undefined> {
  const chosen = await chooseRunnable(studio.languageServer, target);
  if (chosen === undefined || isPlan(chosen) || chosen.endsWith('.wasm')) return chosen;
  return (await buildFolder(studio, chosen, watch)).component;
}
