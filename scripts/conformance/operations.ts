/** The operations of the suite on a running program, one after the other. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Miss } from './outcome.ts';

export type Operation =
  | { type: 'run'; args?: readonly string[]; env?: Record<string, string>; root?: string }
  | { type: 'wait'; exit_code?: number }
  | { type: 'read'; id?: 'stdout' | 'stderr'; payload?: string }
  | { type: 'write'; payload?: string }
  | { type: 'connect'; id?: string }
  | { type: 'send' | 'recv'; id: string; payload?: string }
  | { type: 'kill'; signal?: NodeJS.Signals }
  | {
      type: 'request';
      method: string;
      path: string;
      headers?: Record<string, string>;
      body?: string;
      response: { status: number; headers?: Record<string, string>; body?: string };
    };

/** Longer than any of the programs needs. */
const LIMIT_MS = 30_000;

/** Starts a program and goes through the operations. @returns the first that failed, and why */
export async function perform(
  [program, ...args]: readonly [string, ...string[]],
  operations: readonly Operation[],
): Promise<Miss> {
  const child = spawn(program, args);
  const running = new Running(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  try {
    for (const operation of operations) await running.perform(operation);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}\n${running.stderr.text}`.trim();
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

class Running {
  readonly stdout: Reader;
  readonly stderr: Reader;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<number>;
  readonly #sockets = new Map<string, { readonly socket: Socket; readonly reader: Reader }>();
  #url: string | undefined;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.stdout = new Reader(child.stdout);
    this.stderr = new Reader(child.stderr);
    child.stdin.on('error', () => {});
    this.#exited = once(child, 'close').then(
      ([code, signal]) => (code as number | null) ?? fail(`it ended by ${signal}`),
    );
    this.#exited.catch(() => {});
  }

  async perform(operation: Operation): Promise<void> {
    switch (operation.type) {
      case 'run':
        return;
      case 'wait': {
        this.#child.stdin.end();
        const [code, expected] = [await this.#exited, operation.exit_code ?? 0];
        if (code !== expected) fail(`exit code ${code} in place of ${expected}`);
        return;
      }
      case 'read': {
        const { id = 'stdout', payload = '' } = operation;
        const read = await this[id].read(payload.length);
        if (read !== payload) fail(`${id} is ${JSON.stringify(read)} in place of ${JSON.stringify(payload)}`);
        return;
      }
      case 'write':
        this.#child.stdin.write(operation.payload ?? '');
        return;
      case 'kill':
        this.#child.kill(operation.signal ?? 'SIGTERM');
        return;
      case 'request':
        return this.#request(operation);
      default:
        return this.#overSocket(operation);
    }
  }

  async #overSocket(operation: Extract<Operation, { type: 'connect' | 'send' | 'recv' }>): Promise<void> {
    const { id = 'server' } = operation;
    if (operation.type === 'connect') {
      const [host = '', port] = (await this.stdout.line()).trim().split(':');
      const socket = connect(Number(port), host);
      await once(socket, 'connect');
      this.#sockets.set(id, { socket, reader: new Reader(socket) });
      return;
    }
    const { socket, reader } = this.#sockets.get(id)!;
    const { payload = '' } = operation;
    if (operation.type === 'send') return void socket.write(payload);
    const read = await reader.read(payload.length);
    if (read !== payload) fail(`received ${JSON.stringify(read)} in place of ${JSON.stringify(payload)}`);
  }

  async #request(operation: Extract<Operation, { type: 'request' }>): Promise<void> {
    const { method, path, headers = {}, body, response: expected } = operation;
    this.#url ??= await this.#announced();
    const response = await fetch(new URL(path, this.#url), { method, headers, ...(body && { body }) });
    const text = await response.text();
    if (response.status !== expected.status) fail(`status ${response.status} in place of ${expected.status}`);
    for (const [name, value] of Object.entries(expected.headers ?? {}))
      if (response.headers.get(name) !== value) fail(`${name}: ${response.headers.get(name)}`);
    if (text !== (expected.body ?? '')) fail(`the body is ${JSON.stringify(text)}`);
  }

  /** The address in the first line that has one; hosts differ in the stream. */
  async #announced(): Promise<string> {
    const line = await Promise.race([this.stderr.lineWith('http://'), this.stdout.lineWith('http://')]);
    return /http:\/\/\S+/.exec(line)![0];
  }
}

function fail(reason: string): never {
  throw new Error(reason);
}

/** Reads a stream piece by piece. */
class Reader {
  /** Resumed when data or the end has arrived. */
  readonly #waiting: (() => void)[] = [];
  #text = '';
  #ended = false;
  #taken = 0;

  constructor(stream: Readable) {
    stream.setEncoding('utf8').on('error', () => {});
    stream.on('data', (text: string) => {
      this.#text += text;
      this.#wake();
    });
    stream.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  get text(): string {
    return this.#text;
  }

  /** So many characters, or what there is before the end. */
  async read(length: number): Promise<string> {
    await this.#until(() => this.#text.length >= this.#taken + length);
    return this.#take(this.#taken + length);
  }

  async line(): Promise<string> {
    await this.#until(() => this.#text.includes('\n', this.#taken));
    const end = this.#text.indexOf('\n', this.#taken);
    return this.#take(end < 0 ? this.#text.length : end + 1);
  }

  async lineWith(part: string): Promise<string> {
    for (;;) {
      const line = await this.line();
      if (line.includes(part)) return line;
      if (this.#ended && line === '') throw new Error('no address was announced');
    }
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #take(end: number): string {
    const taken = this.#text.slice(this.#taken, end);
    this.#taken = Math.min(end, this.#text.length);
    return taken;
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere() && !this.#ended) await new Promise<void>((done) => this.#waiting.push(done));
  }
}
