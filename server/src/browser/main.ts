/** The language server as a web worker. Its first message is the `BrowserStart`, all others are LSP. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  type Connection,
} from 'vscode-languageserver/browser';
import { KnownPackages, type WitTexts } from '../packages/known-packages.ts';
import { loadTrees } from '../trees/language.ts';
import { type BrowserStart, FILES_CHANGED, type FilesChanged } from '../lsp/extensions.ts';
import { CONNECTION_OPTIONS } from '../lsp/params.ts';
import { startServer } from '../lsp/start-server.ts';
import { normalizeUri } from '../lsp/uris.ts';
import { MemoryFiles } from './memory-files.ts';
import { turn } from './turn.ts';

/** A worker's own scope, which the types of Node.js do not have. */
declare const self: { onmessage: ((event: { readonly data: BrowserStart }) => void) | null };

self.onmessage = ({ data }) => {
  self.onmessage = null;
  serve(
    createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), CONNECTION_OPTIONS),
    data,
  );
};

/** Serves LSP on a connection until it closes. Packages in the binary format and components are not read. */
function serve(connection: Connection, { scheme, files, trees, wasi }: BrowserStart): void {
  const memory = new MemoryFiles(scheme);
  const take = ({ changed, deleted }: FilesChanged): void => {
    for (const uri of deleted) memory.delete(normalizeUri(uri));
    for (const { uri, bytes } of changed) memory.set(normalizeUri(uri), bytes);
  };
  take({ changed: files, deleted: [] });
  connection.onNotification(FILES_CHANGED, take);
  startServer(connection, {
    files: memory,
    turn,
    pause: () => new Promise((resolve) => setTimeout(resolve, 15)),
    loadTrees: () => loadTrees(trees),
    known: new KnownPackages(() => JSON.parse(wasi) as WitTexts),
    // The editor leads from codes to the pages that came with it.
    errorPage: () => undefined,
  });
}
