import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { nearestComponentFolder } from './component-folders.ts';
import { isFile } from './workspace-files.ts';

/** A folder with the sources of a component. */
export interface Sources {
  readonly folder: string;
  /** The path of the last build; undefined without one. */
  readonly component: string | undefined;
}

/** The nearest folder at or above a file that is built into a component; undefined without the language server. */
export async function sourcesAbove(
  languageServer: LanguageServer,
  file: vscode.Uri,
): Promise<Sources | undefined> {
  const folder = await nearestComponentFolder(file);
  if (folder === undefined) return undefined;
  const status = await languageServer.targetStatus(vscode.Uri.file(folder)).catch(() => undefined);
  if (status?.kind !== 'component') return undefined;
  const { component } = status;
  return { folder, component: component && vscode.Uri.parse(component, true).fsPath };
}

/**
 * The folder that a build here made this very file of. A file that came with its folder, as a checkout has them, runs
 * as it is: to build it may take tools and minutes.
 */
export async function sourcesOf(
  languageServer: LanguageServer,
  component: string,
): Promise<string | undefined> {
  const sources = await sourcesAbove(languageServer, vscode.Uri.file(component));
  if (sources?.component !== component) return undefined;
  // The host's record of the inputs is beside the build.
  return (await isFile(`${component}.inputs.json`)) ? sources.folder : undefined;
}
