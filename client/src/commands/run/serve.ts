import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ServeResult } from '../../../../host/src/protocol.ts';
import type { Watch } from '../../host/component-host.ts';
import { problemOf } from '../../host/problem-error.ts';
import { addressAgain } from '../../serving/served-address.ts';
import type { Server } from '../../serving/servers.ts';
import { showAddress } from '../../serving/show-address.ts';
import { fuses, grantsFor, limitsFor, serveAddress } from '../../settings.ts';
import { chooseSubject } from './choose-subject.ts';
import { showGrantedAccess } from '../../ui/show-granted-access.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command, Studio } from '../../studio.ts';
import { prepareRunnable, type Runnable } from './prepare-runnable.ts';
import { stop } from './stop-server.ts';

/** Serves a component, or a plan once it is composed, over HTTP; serving it again replaces the server. */
export const serve: Command = {
  id: 'wit.serve',
  run: (studio, target) =>
    serveWithProgress(studio, async (watch) => {
      const subject = await chooseSubject(studio, target, watch);
      if (subject === undefined) return undefined;
      return serveSubject(studio, { subject, ...(await prepareRunnable(studio, subject, watch)) }, watch);
    }),
};

/** Shows the progress of the work that starts a server, and then its address. */
export async function serveWithProgress(
  studio: Studio,
  work: (watch: Watch) => Promise<Server | undefined>,
): Promise<Server | undefined> {
  const server = await runWithProgress(studio, 'Starting the server', work);
  if (server) void announce(studio, 'Serving', server);
  return server;
}

interface ServedSubject extends Runnable {
  /** Path of a component or of a plan. */
  readonly subject: string;
  /** Path of a file that gets the calls. */
  readonly trace?: string;
}

/**
 * Serves a component or a plan that is prepared, in place of the one that is served for it already.
 * @returns undefined if that was stopped meanwhile
 * @throws the host's problem
 */
export async function serveSubject(
  studio: Studio,
  { subject, component, folders, trace }: ServedSubject,
  watch: Watch,
): Promise<Server | undefined> {
  const [former, ...others] = studio.servers.of(subject);
  for (const other of others) await stop(studio, other);
  const grants = grantsFor(subject);
  const { accessRequests } = await studio.host.request('inspect', { component }, watch);
  await showGrantedAccess(studio, subject, accessRequests, grants);
  const replaces = former && { replaces: former.server };
  const recorded = trace === undefined ? {} : { trace };
  const own = { limits: limitsFor(subject), fuse: fuses(subject), ...recorded };
  const params = { component, grants, ...own, ...replaces };
  const hash = await hashOf(component);
  const served = await atKnownAddress(studio, subject, (addr) =>
    studio.host.request('serve', { ...params, addr }, watch),
  );
  if (former && !studio.servers.runs(former)) {
    await studio.host.request('stop', { server: served.server });
    return undefined;
  }
  const server = { ...served, ...recorded, subject, hash, folders };
  studio.servers.add(server, former);
  studio.output.appendLine(`Serving ${subject} at ${server.url}`);
  return server;
}

/** Tells builds of a component apart. */
export const hashOf = async (component: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(component))
    .digest('hex');

/** Where any port will do, takes the one that the subject was served at before: links to it stay alive. */
async function atKnownAddress(
  studio: Studio,
  subject: string,
  start: (addr: string) => Promise<ServeResult>,
): Promise<ServeResult> {
  const [key, configured] = [`address:${subject}`, serveAddress()];
  const again = addressAgain(configured, studio.memory.get(key));
  const served = await (again ? start(again).catch(orIfTaken(() => start(configured))) : start(configured));
  await studio.memory.update(key, configured.replace(/\d+$/, new URL(served.url).port));
  return served;
}

const orIfTaken = (other: () => Promise<ServeResult>) => (error: unknown) => {
  if (problemOf(error).code !== 'address-in-use') throw error;
  return other();
};

/** Shows the served subject, which may be the plan around a source, and its address. Settles when the message is closed. */
export async function announce(
  { output, servers }: Studio,
  what: string,
  { subject, url }: Server,
): Promise<void> {
  const isServed = (): boolean => servers.all.some((one) => one.url === url);
  const message = `${what} ${basename(subject)} at ${url}`;
  const chosen = await showAddress(message, { url, isServed }, 'Show Output', 'Stop');
  if (chosen === 'Show Output') output.show(true);
  if (chosen === 'Stop') await vscode.commands.executeCommand('wit.stopServer', undefined, url);
}
