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
import { figures, heading, row, time } from './measure.ts';

/** What is asked about a name right after it was typed; links are those of the document. */
const ASKED = [
  'hover',
  'definition',
  'typeDefinition',
  'implementation',
  'completion',
  'signatureHelp',
  'documentLink',
];

/** The built server over standard input and output, as an editor has it. */
export async function benchServer(folder: string, edited: string): Promise<void> {
  heading(`language server over stdio, ${folder}`);
  const starts: number[] = [];
  for (let n = 0; n < 8; n++) {
    let client: Client | undefined;
    starts.push(await time(async () => (client = await Client.open(folder, edited))));
    await client?.close();
  }
  row('start to first diagnostics', figures(starts));
  const client = await Client.open(folder, edited);
  const samples = await sampleRequests(client, 2000);
  // V8 goes on compiling for some thousand keystrokes: the first ones are shown apart from the rest.
  for (const [what, list] of samples) {
    const cold = Math.floor(list.length / 5);
    row(`${what}, the first ${cold}`, figures(list.slice(0, cold)));
    row(`${what}, then`, figures(list.slice(cold)));
  }
  console.log(`resident memory ${(client.memory() / 2 ** 20).toFixed(0)} MiB`);
  await client.close();
}

async function sampleRequests(client: Client, rounds: number): Promise<Map<string, number[]>> {
  const samples = new Map<string, number[]>();
  const add = async (what: string, work: () => Promise<unknown>) => {
    const list = samples.get(what) ?? [];
    samples.set(what, list);
    list.push(await time(work));
  };
  for (let n = 0; n < rounds; n++) {
    await add('keystroke to diagnostics', () => client.type());
    for (const method of ASKED) {
      await client.edit();
      await add(`${method} right after a keystroke`, () => client.ask(method));
      await client.diagnose();
    }
  }
  for (let n = 0; n < 20; n++) await add('burst of 20 keystrokes', () => client.burst());
  return samples;
}

/** What VS Code takes of completions. */
const ITEM = { snippetSupport: true, resolveSupport: { properties: ['documentation', 'detail'] } };

class Client {
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

  static async open(folder: string, edited: string): Promise<Client> {
    const process = spawn('node', ['dist/server/main.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = new StreamMessageReader(process.stdout!);
    const connection = createMessageConnection(reader, new StreamMessageWriter(process.stdin!));
    const path = resolve(folder, edited);
    const client = new Client(process, connection, pathToFileURL(path).href, readFileSync(path, 'utf8'));
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
      capabilities: { textDocument: { diagnostic: {}, completion: { completionItem: ITEM } } },
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

  /** Resident, in bytes (Linux). */
  memory(): number {
    const pages = readFileSync(`/proc/${this.process.pid}/statm`, 'utf8').split(' ')[1];
    return Number(pages) * 4096;
  }

  async close(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await gone;
    this.connection.dispose();
  }
}
