import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { build } from '../build/build.ts';
import { readComponent } from '../inspect/component-file.ts';
import { compose } from '../compose/compose.ts';
import { debug } from '../debug/debug.ts';
import { transpile } from '../engine/transpile.ts';
import { hasJspi } from '../node-flags.ts';
import { HostError } from '../problem.ts';
import { PROTOCOL_VERSION, type InitializeParams, type InitializeResult } from '../protocol.ts';
import type { Notifications, Problem, Requests } from '../protocol.ts';
import { run } from '../run/run.ts';
import type { Serving } from '../guest/http/listen.ts';
import { exampleCalls } from '../wave/functions.ts';
import { serve } from '../run/serve.ts';
import { SpareGuest } from '../supervise/spare-guest.ts';
import { asksOf } from '../wasi/asks.ts';

type Params<Method extends keyof Requests> = Requests[Method]['params'];
type Result<Method extends keyof Requests> = Promise<Requests[Method]['result']>;
/** Resolves when the client's pipe has room for more; never rejects. */
type Notify = <Method extends keyof Notifications>(
  method: Method,
  params: Notifications[Method],
) => Promise<void>;

/** What the host does for one client: the servers it runs, and the order of its jobs. */
export class Session {
  readonly #notify: Notify;
  readonly #servers = new Map<number, Serving>();
  #lastServer = 0;
  #storage = join(tmpdir(), 'wit-studio');
  #spare = new SpareGuest(this.#storage);
  /** Builds and compositions write files: one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(notify: Notify) {
    this.#notify = notify;
  }

  initialize({ protocolVersion, storage }: InitializeParams): InitializeResult {
    if (protocolVersion !== PROTOCOL_VERSION) {
      throw new HostError({
        code: 'protocol-version',
        message: `the host speaks version ${PROTOCOL_VERSION} of its protocol, the client ${protocolVersion}`,
        help: 'Restart the component host; if it stays so, reinstall the extension.',
      });
    }
    this.#storage = storage;
    this.#spare = new SpareGuest(storage);
    return { protocolVersion: PROTOCOL_VERSION, node: process.versions.node, jspi: hasJspi() };
  }

  build({ folder }: Params<'build'>, signal: AbortSignal): Result<'build'> {
    return this.#enqueue(() => this.#build(folder, signal));
  }

  compose(params: Params<'compose'>, signal: AbortSignal): Result<'compose'> {
    return this.#enqueue(() =>
      compose(params, { build: (folder) => this.#component(folder, signal), signal }),
    );
  }

  async inspect({ component }: Params<'inspect'>): Result<'inspect'> {
    const functions = exampleCalls(await readComponent(component));
    const isCommand = functions.some(({ name }) => name.startsWith('wasi:cli/run.run'));
    const { manifest } = await transpile(component, this.#storage);
    return { isCommand, functions, asks: asksOf(manifest.required) };
  }

  async run(params: Params<'run'>, signal: AbortSignal): Result<'run'> {
    return run(params, this.#runContext(signal));
  }

  async serve(params: Params<'serve'>, signal: AbortSignal): Result<'serve'> {
    const serving = await serve(params, this.#runContext(signal));
    const served = this.#keep(serving);
    void serving.lost.then((problem) => {
      if (this.#servers.delete(served.server)) void this.#notify('ended', { server: served.server, problem });
    });
    return served;
  }

  async debug(params: Params<'debug'>, signal: AbortSignal): Result<'debug'> {
    const build = (folder: string) => this.#build(folder, signal);
    const debugging = await this.#enqueue(() => debug(params, { ...this.#runContext(signal), build }));
    return { ...this.#keep(debugging), inspectorPort: debugging.inspectorPort };
  }

  async stop({ server }: Params<'stop'>): Promise<null> {
    await this.#servers.get(server)?.close();
    this.#servers.delete(server);
    return null;
  }

  #keep(serving: Serving): { server: number; url: string } {
    const server = ++this.#lastServer;
    this.#servers.set(server, serving);
    return { server, url: serving.url };
  }

  #build(folder: string, signal: AbortSignal): Result<'build'> {
    return build(folder, {
      signal,
      progress: (message) => void this.#notify('progress', { message }),
      log: (text) => this.#notify('output', { stream: 'log', text: `${text}\n` }),
    });
  }

  async #component(folder: string, signal: AbortSignal): Promise<string> {
    return (await this.#build(folder, signal)).component;
  }

  #runContext(signal: AbortSignal) {
    const decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };
    const output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => {
      const text = decoders[stream].write(Buffer.from(bytes));
      return text === '' ? undefined : this.#notify('output', { stream, text });
    };
    const failed = (problem: Problem) => void this.#notify('failed', { problem });
    return { signal, storage: this.#storage, spare: this.#spare, output, failed };
  }

  #enqueue<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(job);
    this.#queue = result.catch(() => {});
    return result;
  }
}
