import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

/** The completion capabilities of VS Code. */
const ITEM = { snippetSupport: true, resolveSupport: { properties: ['documentation', 'detail'] } };

/** How a server is started. */
interface Launch {
  /** The program of the server; that of this checkout unless another one is named. */
  readonly main?: string;
  /** Arguments of Node.js before it. */
  readonly nodeArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** An editor that has one document of a folder open and types into it. */
export class LspClient {
  private version = 1;
  private typed = false;
  /** Of the first type that a function takes or gives: a letter more, and it is not known. */
  private readonly nameStart: number;

  private constructor(
    private readonly process: ChildProcess,
    private readonly connection: MessageConnection,
    private readonly uri: string,
    private readonly text: string,
  ) {
    this.nameStart = text.indexOf('-> ') + 3;
  }

  /** @param edited the document, by its path in the folder */
  static async open(folder: string, edited: string, launch: Launch = {}): Promise<LspClient> {
    const { main = 'dist/server/main.js', nodeArguments = [], env } = launch;
    const process = spawn('node', [...nodeArguments, main, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...globalThis.process.env, ...env },
    });
    const reader = new StreamMessageReader(process.stdout!);
    const connection = createMessageConnection(reader, new StreamMessageWriter(process.stdin!));
    const path = resolve(folder, edited);
    const client = new LspClient(process, connection, pathToFileURL(path).href, readFileSync(path, 'utf8'));
    await client.start(pathToFileURL(resolve(folder)).href);
    return client;
  }

  private async start(root: string): Promise<void> {
    const { connection, uri, text } = this;
    connection.listen();
    const workspaceFolders = [{ uri: root, name: 'bench' }];
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      workspaceFolders,
      capabilities: {
        textDocument: { diagnostic: {}, completion: { completionItem: ITEM } },
        workspace: { diagnostics: {} },
      },
    });
    await connection.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'wit', version: this.version, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.diagnose();
  }

  /** Types a letter into the first name that a function gives, or takes it away again. */
  async edit(): Promise<void> {
    this.version++;
    this.typed = !this.typed;
    const line = this.text.slice(0, this.nameStart).split('\n').length - 1;
    const character = this.nameStart - (this.text.lastIndexOf('\n', this.nameStart) + 1);
    const start = { line, character };
    const change = this.typed
      ? { range: { start, end: start }, text: 'q' }
      : { range: { start, end: { line, character: character + 1 } }, text: '' };
    const textDocument = { uri: this.uri, version: this.version };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [change],
    });
  }

  /** Pulls the diagnostics of the document, as an editor does after a change. */
  diagnose(): Promise<unknown> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uri } });
  }

  async type(): Promise<void> {
    await this.edit();
    await this.diagnose();
  }

  async burst(): Promise<void> {
    for (let key = 0; key < 20; key++) await this.edit();
    await this.diagnose();
  }

  /** Asks about a type that is used in the first function. */
  ask(method: string): Promise<unknown> {
    const before = this.text.slice(0, this.text.indexOf('->') + 4);
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri },
      position,
    });
  }

  /** Checks the whole workspace. @returns how many files have been */
  async diagnoseAll(): Promise<number> {
    const params = { previousResultIds: [] };
    const { items } = await this.connection.sendRequest<{ items: unknown[] }>('workspace/diagnostic', params);
    return items.length;
  }

  get pid(): number {
    return this.process.pid!;
  }

  async close(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await gone;
    this.connection.dispose();
  }
}
