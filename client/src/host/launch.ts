import * as vscode from 'vscode';
import type { Problem } from '../../../host/src/protocol.ts';
import { configuredNode } from '../settings.ts';
import { chooseNode, editorsOwnNode } from './choose-node.ts';
import type { Launch } from './component-host.ts';
import { problemError } from './problem-error.ts';

/**
 * How to start the component host here.
 *
 * @param extension the folder that the extension is installed in
 * @throws a problem error `untrusted-workspace` or `node-not-found`
 */
export async function launchOf(extension: vscode.Uri): Promise<Launch> {
  requireTrust();
  const configured = configuredNode();
  const node = await chooseNode(configured, editorsOwnNode());
  if (!node) throw problemError(nodeNotFound(configured));
  const main = vscode.Uri.joinPath(extension, 'dist/host/main.js').fsPath;
  return { command: node.command, args: [main], env: node.env };
}

/** @throws a problem error `untrusted-workspace` */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) throw problemError(untrusted);
}

/** How to run the command `wit-studio` here. @throws as `launchOf` */
export async function commandLaunch(extension: vscode.Uri, ...args: readonly string[]): Promise<Launch> {
  const { command, env } = await launchOf(extension);
  const program = vscode.Uri.joinPath(extension, 'dist/cli/wit-studio.js').fsPath;
  return { command, args: [program, ...args], ...(env && { env }) };
}

const untrusted: Problem = {
  code: 'untrusted-workspace',
  message: 'Components of an untrusted workspace are not built or run.',
  help: 'Trust the workspace to run components (“Workspaces: Manage Workspace Trust”). Editing WIT works without trust.',
};

const nodeNotFound = (configured: string): Problem => ({
  code: 'node-not-found',
  message: `“${configured}” does not start as Node.js.`,
  help: 'The setting wit.host.node names it. Empty the setting to let the extension choose.',
});
