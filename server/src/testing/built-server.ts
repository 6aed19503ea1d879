import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LspClient } from './lsp-client.ts';

export const PROGRAM = fileURLToPath(new URL('../../../dist/server/main.js', import.meta.url));

/** The server as it ships, in a process of its own. */
export interface BuiltServer {
  readonly client: LspClient;
  readonly process: ChildProcess;
  /** How the process ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export function startBuiltServer(args: readonly string[] = ['--stdio']): BuiltServer {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
  // A server that ends by itself may do so before all was written.
  child.stdin.on('error', () => {});
  return { client: new LspClient(child.stdin, child.stdout), process: child, ended };
}

/** The handshake of a client with these `capabilities`. */
export async function initialize(
  { client }: BuiltServer,
  params: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const result = await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    ...params,
  });
  client.notify('initialized', {});
  return result;
}

/** Ends the server as an editor does. */
export async function stop({ client, ended }: BuiltServer): Promise<void> {
  await client.request('shutdown', null);
  client.notify('exit', null);
  await ended;
}
