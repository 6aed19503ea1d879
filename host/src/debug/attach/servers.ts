import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { openSocket } from '../../base/open-socket.ts';
import { privateFolder } from '../../base/private-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { About, type ServerInfo } from './messages.ts';

/** A server, and a connection to it, which the caller must close. */
export interface FoundServer extends ServerInfo {
  readonly connection: MessageConnection;
  close(): void;
}

/** The servers of this user that a debugger can attach to. */
export async function listServers(): Promise<readonly ServerInfo[]> {
  const found = await allServers();
  for (const one of found) one.close();
  return found.map(({ pid, program, url }) => ({ pid, program, url }));
}

/**
 * The server of an address or a process; without either the only one.
 * @throws HostError `attach-failed`
 */
export async function findServer({ port, pid }: { port?: number; pid?: number }): Promise<FoundServer> {
  const all = await allServers();
  const fits = all.filter(
    (one) =>
      (port === undefined || new URL(one.url).port === `${port}`) && (pid === undefined || one.pid === pid),
  );
  const [only] = fits;
  for (const one of all) if (fits.length > 1 || one !== only) one.close();
  if (only && fits.length === 1) return only;
  throw new HostError({
    code: 'attach-failed',
    message: only ? 'there are several servers to attach to' : 'there is no server to attach to',
    causes: all.map((one) => `${one.url} serves ${one.program} (process ${one.pid})`),
    help: 'Start one by `wit-studio serve COMPONENT` in a terminal, and name its "port" or "pid".',
  });
}

async function allServers(): Promise<FoundServer[]> {
  const folder = privateFolder();
  const names = folder === undefined ? [] : await readdir(folder).catch(() => []);
  const sockets = names.filter((name) => /^serve-\d+$/.test(name)).map((name) => join(folder!, name));
  return (await Promise.all(sockets.map(ask))).filter((one) => one !== undefined);
}

async function ask(address: string): Promise<FoundServer | undefined> {
  const socket = await openSocket(address);
  // Its server was killed.
  if (!socket) return void rmSync(address, { force: true });
  const connection = createMessageConnection(
    new StreamMessageReader(socket),
    new StreamMessageWriter(socket),
  );
  connection.onError(() => socket.destroy());
  connection.listen();
  const about = await connection.sendRequest(About).catch(() => undefined);
  const close = (): void => {
    connection.dispose();
    socket.destroy();
  };
  if (about) return { ...about, connection, close };
  close();
  return undefined;
}

/** Rethrows the refusal of a server as a local error. */
export const refusedBy = (error: unknown): unknown =>
  error instanceof ResponseError && error.data ? new HostError(error.data as Problem) : error;
