import * as vscode from 'vscode';
import type { Server } from '../../serving/servers.ts';
import type { Command, Studio } from '../../studio.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { pageRest } from '../../ui/box-sequence.ts';

/**
 * Stops the only server, or the one that the user picks, after a confirmation; with its URL as the detail, without one.
 */
export const stopServer: Command = {
  id: 'wit.stopServer',
  async run(studio, _target, url) {
    const running = studio.servers.all;
    const server = url === undefined ? await pickServer(running) : running.find((one) => one.url === url);
    if (!server || (url === undefined && !(await isConfirmed(server)))) return;
    await runWithProgress(studio, 'Stopping the server', () => stop(studio, server));
  },
};

/** @throws the host's problem */
export async function stop(studio: Studio, server: Server): Promise<void> {
  await studio.host.request('stop', { server: server.server });
  studio.servers.remove(server);
}

async function isConfirmed({ url, subject }: Server): Promise<boolean> {
  const question = `Stop serving ${vscode.workspace.asRelativePath(subject)} at ${url}?`;
  return (await vscode.window.showWarningMessage(question, { modal: true }, 'Stop')) === 'Stop';
}

/** The only server, or the one that the user picks. */
export async function pickServer(servers: readonly Server[]): Promise<Server | undefined> {
  if (servers.length <= 1) return servers[0];
  const items = servers.map((server) => ({
    label: server.url,
    description: vscode.workspace.asRelativePath(server.subject),
    server,
  }));
  await pageRest();
  return (await vscode.window.showQuickPick(items, { title: 'Select a server' }))?.server;
}
