import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { COMPONENT } from './patterns.ts';
import { nearestFile } from './workspace-files.ts';

/** A folder with the sources of a component. */
export interface Sources {
  readonly folder: string;
  /** The path of what was built from them last; undefined where nothing is built. */
  readonly component: string | undefined;
}

/** The nearest folder at or above a file that is built into a component; undefined without the language server. */
export async function sourcesAbove(
  languageServer: LanguageServer,
  file: vscode.Uri,
): Promise<Sources | undefined> {
  const marker = await nearestFile(file, COMPONENT);
  if (marker === undefined) return undefined;
  const folder = dirname(marker);
  const status = await languageServer.targetStatus(vscode.Uri.file(folder)).catch(() => undefined);
  if (status?.kind !== 'component') return undefined;
  const { component } = status;
  return { folder, component: component && vscode.Uri.parse(component, true).fsPath };
}

/** The folder whose build is this very file. */
export async function sourcesOf(
  languageServer: LanguageServer,
  component: string,
): Promise<string | undefined> {
  const sources = await sourcesAbove(languageServer, vscode.Uri.file(component));
  return sources?.component === component ? sources.folder : undefined;
}
