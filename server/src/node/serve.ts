import { setImmediate as turn } from 'node:timers/promises';
import { createConnection, type Connection } from 'vscode-languageserver/node';
import { startServer } from '../lsp/start-server.ts';
import { decodeInThread } from './decoder/decode-in-thread.ts';
import { documentCopies } from './document-copies.ts';
import { errorPage } from './error-page.ts';
import { loadTrees } from './tree-assets.ts';
import { nodeFileSystem } from './file-system.ts';
import { knownWasi } from './known-wasi.ts';

/** Serves LSP on the transport that the command line names (`--stdio`, `--node-ipc`, …). */
export function serve(connection: Connection = createConnection()): void {
  startServer(connection, {
    files: nodeFileSystem,
    turn,
    loadTrees,
    known: knownWasi,
    decode: decodeInThread(),
    writeCopy: documentCopies(),
    errorPage,
  });
}

/** Serves LSP on standard input and output, whatever the command line says. */
export function serveStdio(): void {
  serve(createConnection(process.stdin, process.stdout));
}
