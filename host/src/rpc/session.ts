import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { folderBindings } from '../build/bindings/folder-bindings.ts';
import { buildAll } from '../build/build-all.ts';
import { build } from '../build/build.ts';
import type { BuildContext } from '../build/context.ts';
import { compose } from '../compose/compose.ts';
import { newComponent } from '../create/new-component.ts';
import { newPackage } from '../create/new-package.ts';
import { worldsFor } from '../create/worlds-for.ts';
import { listServers } from '../debug/attach/servers.ts';
import { placesIn } from '../debug/wit/wit-files.ts';
import { functionsOf, transpile, type Transpiled } from '../engine/transpile.ts';
import { hasJspi } from '../node/flags.ts';
import { serialQueue } from '../base/serial-queue.ts';
import { HostError, problemOf } from '../base/problem.ts';
import {
  PROTOCOL_VERSION,
  type InitializeParams,
  type InitializeResult,
  type JobParams,
  type Notifications,
  type Problem,
  type Requests,
} from '../protocol.ts';
import { bench } from '../run/bench/bench.ts';
import { installNode } from '../run/install-node.ts';
import { nodeFor } from '../run/node-for.ts';
import { exportTrace } from '../run/recording/export-trace.ts';
import { run } from '../run/run.ts';
import type { Serving } from '../guest/http/listen.ts';
import { readCall } from '../wave/call.ts';
import { resourceFunctions } from '../run/component-world.ts';
import { exampleCalls } from '../wave/functions.ts';
import { serve } from '../run/serve.ts';
import type { ServingProcess } from '../run/serving-process.ts';
import { accessRequestsOf } from '../wasi/access-requests.ts';

type Params<Method extends keyof Requests> = JobParams<Method>;
type Result<Method extends keyof Requests> = Promise<Requests[Method]['result']>;
/** Resolves when the client's pipe has room for more; never rejects. */
type Notify = <Method extends keyof Notifications>(
  method: Method,
  params: Notifications[Method],
) => Promise<void>;

interface Job {
  readonly job: number;
  readonly signal: AbortSignal;
}

/** The session of one client: its servers, and the order of its requests. */
export class Session {
  readonly #notify: Notify;
  readonly #servers = new Map<number, Serving & Partial<ServingProcess>>();
  #lastServer = 0;
  #storage = join(tmpdir(), 'wit-studio');
  /** Builds and compositions write files: one after the other. */
  readonly #enqueue = serialQueue();

  constructor(notify: Notify) {
    this.#notify = notify;
  }

  initialize({ protocolVersion, storage }: InitializeParams): InitializeResult {
    if (protocolVersion !== PROTOCOL_VERSION) {
      throw new HostError({
        code: 'protocol-version',
        message: `the host speaks version ${PROTOCOL_VERSION} of its protocol, the client ${protocolVersion}`,
        help: 'Restart the component host. If that does not help, reinstall the extension.',
      });
    }
    this.#storage = storage;
    return { protocolVersion: PROTOCOL_VERSION, node: process.versions.node, jspi: hasJspi() };
  }

  build({ folder, job }: Params<'build'>, signal: AbortSignal): Result<'build'> {
    return this.#enqueue(() => this.#build(folder, { job, signal }));
  }

  buildAll({ folders, job }: Params<'buildAll'>, signal: AbortSignal): Result<'buildAll'> {
    return this.#enqueue(() => buildAll(folders, this.#buildContext({ job, signal })));
  }

  bindings({ job, ...params }: Params<'bindings'>, signal: AbortSignal): Result<'bindings'> {
    return this.#enqueue(() => folderBindings(params, this.#buildContext({ job, signal })));
  }

  compose({ job, ...params }: Params<'compose'>, signal: AbortSignal): Result<'compose'> {
    const buildPart = async (folder: string) => (await this.#build(folder, { job, signal })).component;
    return this.#enqueue(() => compose(params, { build: buildPart, signal, storage: this.#storage }));
  }

  /** For the Node.js that would run it, so that a run finds it translated. */
  async #translate(component: string, signal: AbortSignal): Promise<Transpiled> {
    const { multiMemory } = await nodeFor({ storage: this.#storage });
    return transpile(component, this.#storage, { signal, multiMemory, fuse: true });
  }

  async inspect({ component }: Params<'inspect'>, signal: AbortSignal): Result<'inspect'> {
    const transpiled = await this.#translate(component, signal);
    const functions = exampleCalls(await functionsOf(transpiled));
    const isCommand = functions.some(({ name }) => name.startsWith('wasi:cli/run.run'));
    return {
      isCommand,
      functions,
      resourceFunctions: await resourceFunctions(component, { storage: this.#storage, signal }),
      accessRequests: accessRequestsOf(transpiled.manifest.required),
    };
  }

  async run({ job, ...params }: Params<'run'>, signal: AbortSignal): Result<'run'> {
    return run(params, this.#runContext({ job, signal }));
  }

  bench({ job, ...params }: Params<'bench'>, signal: AbortSignal): Result<'bench'> {
    // Thousands of calls may write something.
    return bench(params, { ...this.#runContext({ job, signal }), output: () => {} });
  }

  async serve({ job, replaces, ...params }: Params<'serve'>, signal: AbortSignal): Result<'serve'> {
    const context = this.#runContext({ job, signal });
    const former = replaces === undefined ? undefined : this.#servers.get(replaces);
    if (replaces !== undefined && former) {
      if (await former.replace?.(params, context)) return { server: replaces, url: former.url };
      await this.stop({ server: replaces });
    }
    const serving = await serve(params, context).catch((error: unknown) => {
      if (former) void this.#notify('ended', { server: replaces!, problem: problemOf(error) });
      throw error;
    });
    const served = this.#keep(serving);
    void serving.lost.then((problem) => {
      if (this.#servers.delete(served.server)) void this.#notify('ended', { server: served.server, problem });
    });
    return served;
  }

  async checkCall({ component, call }: Params<'checkCall'>, signal: AbortSignal): Result<'checkCall'> {
    const functions = await functionsOf(await this.#translate(component, signal));
    try {
      readCall(call, functions);
      return {};
    } catch (error) {
      return { problem: problemOf(error) };
    }
  }

  async servers(): Result<'servers'> {
    return { servers: await listServers() };
  }

  async exportTrace({ trace, to }: Params<'exportTrace'>): Result<'exportTrace'> {
    await exportTrace(trace, to);
    return null;
  }

  async functionPlace({ folder, function: name }: Params<'functionPlace'>): Result<'functionPlace'> {
    const found = (await placesIn([folder])).get(name);
    return found ? { place: { file: found.file, line: found.first } } : {};
  }

  newComponent({ job: _job, ...params }: Params<'newComponent'>): Result<'newComponent'> {
    return this.#enqueue(() => newComponent(params));
  }

  newPackage({ job: _job, ...params }: Params<'newPackage'>): Result<'newPackage'> {
    return this.#enqueue(() => newPackage(params));
  }

  worlds({ files, language }: Params<'worlds'>): Requests['worlds']['result'] {
    return worldsFor(language, files);
  }

  installNode({ job }: Params<'installNode'>, signal: AbortSignal): Result<'installNode'> {
    const log = (line: string) => this.#notify('output', { job, stream: 'log', text: `${line}\n` });
    return this.#enqueue(() => installNode({ storage: this.#storage, signal, log }));
  }

  async stop({ server }: Requests['stop']['params']): Promise<null> {
    await this.#servers.get(server)?.close();
    this.#servers.delete(server);
    return null;
  }

  #keep(serving: Serving): { server: number; url: string } {
    const server = ++this.#lastServer;
    this.#servers.set(server, serving);
    return { server, url: serving.url };
  }

  #build(folder: string, job: Job): Result<'build'> {
    return build(folder, this.#buildContext(job));
  }

  #buildContext({ job, signal }: Job): BuildContext {
    return {
      signal,
      progress: (message) => void this.#notify('progress', { job, message }),
      log: (text) => this.#notify('output', { job, stream: 'log', text: `${text}\n` }),
    };
  }

  #runContext({ job, signal }: Job) {
    const decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };
    const output = async (stream: 'stdout' | 'stderr', bytes: Uint8Array) => {
      const text = decoders[stream].write(Buffer.from(bytes));
      if (text !== '') await this.#notify('output', { job, stream, text });
    };
    const failed = (problem: Problem) => void this.#notify('failed', { job, problem });
    return { signal, storage: this.#storage, output, failed };
  }
}
