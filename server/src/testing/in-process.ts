import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { createConnection } from 'vscode-languageserver/node';
import { CONNECTION_OPTIONS } from '../lsp/params.ts';
import { startServer } from '../lsp/start-server.ts';
import { loadTrees } from '../node/tree-assets.ts';
import type { Composer } from '../compositions/composer.ts';
import type { Decode } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { noKnownPackages } from '../packages/known-packages.ts';
import { LspClient } from './lsp-client.ts';

/** A server in this process, over pipes as in real life, and a client of it that is through with the handshake. */
export async function serveInProcess(
  files: FileSystem,
  initialize: Readonly<Record<string, unknown>> = {},
  known = noKnownPackages,
  decode?: Decode,
  composer?: Composer,
): Promise<LspClient> {
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  const errorPage = (code: string) => `file:///docs/errors/${code}.md`;
  startServer(createConnection(toServer, fromServer, CONNECTION_OPTIONS), {
    files,
    turn,
    pause: turn,
    loadTrees,
    known,
    errorPage,
    ...(decode && { decode }),
    ...(composer && { composer }),
  });
  const client = new LspClient(toServer, fromServer);
  const params = { processId: null, rootUri: 'file:///', capabilities: {}, ...initialize };
  await client.request('initialize', params);
  client.notify('initialized', {});
  return client;
}
