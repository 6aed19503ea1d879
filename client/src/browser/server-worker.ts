import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { FileChangeType, type FileEvent, LanguageClient, State } from 'vscode-languageclient/browser';
import {
  type BrowserStart,
  FILES_CHANGED,
  type FilesChanged,
  type SentFile,
} from '../../../server/src/lsp/extensions.ts';
import type { MakeClient } from '../language-server.ts';
import { filesAt, filesOfWorkspace } from './workspace-files.ts';

/** As a browser has it; the types of Node.js do not. */
declare const Worker: new (address: string) => {
  postMessage(message: BrowserStart): void;
  terminate(): void;
};

/**
 * The language server as a web worker, to which the files of the workspace are sent: it has no disk.
 *
 * @param extension the folder that the extension is installed in
 */
export function serverWorker(extension: vscode.Uri): MakeClient {
  return async (options) => {
    const [script, start] = await Promise.all([
      text(vscode.Uri.joinPath(extension, 'dist/browser/server.js')),
      startOf(vscode.Uri.joinPath(extension, 'dist/server')),
    ]);
    // A worker must have the page's origin, and the extension may have another one.
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.postMessage(start);
    const client: LanguageClient = new LanguageClient('wit', 'WIT Language Server', worker, sending(options));
    // The library leaves the worker behind.
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Stopped) return;
      worker.terminate();
      // Not before: the editor's own Worker loads it later.
      URL.revokeObjectURL(address);
    });
    return client;

    /** Sends the contents of files before the news that they changed. */
    function sending(all: LanguageClientOptions): LanguageClientOptions {
      const workspace: NonNullable<LanguageClientOptions['middleware']>['workspace'] = {
        ...all.middleware?.workspace,
        async didChangeWatchedFile(event, next) {
          await client.sendNotification(FILES_CHANGED, await changeOf(event));
          await next(event);
        },
      };
      return { ...all, middleware: { ...all.middleware, workspace } };
    }
  };
}

async function startOf(assets: vscode.Uri): Promise<BrowserStart> {
  const at = (name: string) => vscode.Uri.joinPath(assets, name);
  const [files, engine, grammar, highlights, folds, wasi] = await Promise.all([
    filesOfWorkspace().then(read),
    bytes(at('web-tree-sitter.wasm')),
    bytes(at('tree-sitter-wit.wasm')),
    text(at('highlights.scm')),
    text(at('folds.scm')),
    text(at('wasi.json')),
  ]);
  const scheme = vscode.workspace.workspaceFolders?.[0]?.uri.scheme ?? 'file';
  return { scheme, files, trees: { engine, grammar, highlights, folds }, wasi };
}

/** Applies a change on disk to the files that the server has. A folder comes or goes as one event. */
async function changeOf({ uri, type }: FileEvent): Promise<FilesChanged> {
  if (type === FileChangeType.Deleted) return { changed: [], deleted: [uri] };
  return { changed: await read(await filesAt(vscode.Uri.parse(uri, true))), deleted: [] };
}

/** The contents of the files that can be read; a file may have been deleted meanwhile. */
async function read(files: readonly vscode.Uri[]): Promise<SentFile[]> {
  const sent = files.map(async (uri) => ({ uri: uri.toString(), bytes: await bytes(uri) }));
  const settled = await Promise.allSettled(sent);
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

const bytes = (uri: vscode.Uri): Thenable<Uint8Array> => vscode.workspace.fs.readFile(uri);
const text = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await bytes(uri));
