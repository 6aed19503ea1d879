import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'vscode-languageserver/node';
import { startServer } from '../lsp/start-server.ts';
import { composeInThread } from './composer/compose-in-thread.ts';
import { decodeInThread } from './decoder/decode-in-thread.ts';
import { documentCopies } from './document-copies.ts';
import { errorPage } from './error-page.ts';
import { loadTrees } from './tree-assets.ts';
import { nodeFileSystem } from './file-system.ts';
import { knownWasi } from './known-wasi.ts';

/** Serves LSP on a connection until it closes. */
export function serve(connection: Connection): void {
  startServer(connection, {
    files: nodeFileSystem,
    turn,
    pause: () => wait(15),
    loadTrees,
    known: knownWasi,
    decode: decodeInThread(),
    composer: composeInThread(),
    writeCopy: documentCopies(),
    errorPage,
  });
}
