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
  const samples = await sampleRequests(client, 200);
  // The first rounds warm the engine up.
  for (const [what, list] of samples) row(what, figures(list.slice(Math.floor(list.length / 10))));
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
    await add('keystroke to diagnostics', () => client.type(n));
    for (const method of ['hover', 'definition', 'completion']) {
      const published = client.type(n + 0.5);
      await add(`${method} right after a keystroke`, () => client.ask(method));
      await published;
    }
  }
  for (let n = 0; n < 10; n++) await add('burst of 20 keystrokes', () => client.burst(n));
  return samples;
}

class Client {
  private version = 1;
  private published: () => void = () => {};

  private constructor(
    private readonly process: ChildProcess,
    private readonly connection: MessageConnection,
    private readonly uri: string,
    private readonly text: string,
  ) {}

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
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; version?: number }) => {
        if (params.uri === uri && (params.version ?? 0) >= this.version) this.published();
      },
    );
    connection.listen();
    const workspaceFolders = [{ uri: root, name: 'bench' }];
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      workspaceFolders,
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    const first = new Promise<void>((done) => (this.published = done));
    const textDocument = { uri, languageId: 'wit', version: this.version, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await first;
  }

  /** Replaces the text by one that differs in a name; resolves with the diagnostics. */
  async type(n: number): Promise<void> {
    const done = new Promise<void>((resolve) => (this.published = resolve));
    this.version++;
    const at = this.text.indexOf('{', this.text.indexOf('interface')) + 1;
    const text = `${this.text.slice(0, at)} type t${String(n).replace('.', '')} = u8; ${this.text.slice(at)}`;
    const textDocument = { uri: this.uri, version: this.version };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text }],
    });
    await done;
  }

  async burst(n: number): Promise<void> {
    let last: Promise<void> = Promise.resolve();
    for (let key = 0; key < 20; key++) last = this.type(1000 + n * 20 + key);
    await last;
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
    this.connection.dispose();
    this.process.kill();
    await gone;
  }
}
