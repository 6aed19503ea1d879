import { fork, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../build/typescript/bundle.ts';
import { readManifest } from '../../build/typescript/manifest.ts';
import { readWorld } from '../../build/typescript/read-world.ts';
import { compose } from '../../compose/compose.ts';
import { GuestFolder } from '../../engine/guest-folder.ts';
import { transpile } from '../../engine/transpile.ts';
import { sha256, writeWhole } from '../../base/files.ts';
import { program } from '../../programs.ts';
import { HostError } from '../../base/problem.ts';
import type { BuildResult, ComposeResult, DebugParams, Problem, Wire } from '../../protocol.ts';
import type { Output } from '../../guest/output.ts';
import type { RunContext } from '../../run/context.ts';
import type { Serving } from '../../run/serve.ts';
import { endWithHost } from './end-with-host.ts';
import { withAbsoluteSources } from './source-map.ts';
import type { Debuggee, DebuggeeMessage, DebugInstance } from './protocol.ts';

export interface DebugContext extends RunContext {
  readonly output: Output;
  build(folder: string): Promise<BuildResult>;
}

export interface Debugging extends Serving {
  readonly inspectorPort: number;
}

/** Composes a plan to determine its wires, then runs its parts in a process that waits for a debugger. */
export async function debug({ plan, grants, addr }: DebugParams, context: DebugContext): Promise<Debugging> {
  const folders = new Map<string, string>();
  const build = async (folder: string): Promise<string> => {
    const { component, language } = await context.build(folder);
    if (language === 'TypeScript') folders.set(component, folder);
    return component;
  };
  const out = join(context.storage, 'debug', `${sha256(plan).slice(0, 16)}.wasm`);
  const { signal, storage } = context;
  const { instances, wires, exports } = await compose({ plan, out }, { build, signal, storage });
  if (!exports.some((name) => name.startsWith('wasi:http/incoming-handler')))
    throw new HostError(notAService);
  const guests = await GuestFolder.create(context.storage);
  const parts = inOrder(instances, wires).map(({ name, component }) => {
    const folder = folders.get(component);
    return folder ? toModule(name, folder, context) : toComponent(name, component, guests, context);
  });
  try {
    const debuggee = { instances: await Promise.all(parts), wires, grants, addr };
    context.signal.throwIfAborted();
    return await start(debuggee, guests, context);
  } catch (error) {
    await guests.remove();
    throw error;
  }
}

/** Each instance behind those it imports from; a composition has no cycles. */
function inOrder(instances: ComposeResult['instances'], wires: readonly Wire[]): ComposeResult['instances'] {
  const left = [...instances];
  const ordered: (typeof left)[number][] = [];
  while (left.length > 0) {
    const needs = (name: string) =>
      wires.some(({ from, to }) => to === name && left.some((one) => one.name === from));
    const next = left.findIndex(({ name }) => !needs(name));
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

async function toComponent(
  name: string,
  component: string,
  guests: GuestFolder,
  { storage, signal }: DebugContext,
): Promise<DebugInstance> {
  const transpiled = await guests.add(await transpile(component, storage, signal));
  return { kind: 'component', name, transpiled };
}

async function toModule(
  name: string,
  folder: string,
  { storage, signal }: DebugContext,
): Promise<DebugInstance> {
  const manifest = await readManifest(folder);
  const { code } = await bundle(manifest, await readWorld(manifest, signal), 'debug');
  const file = join(storage, 'debug', sha256(folder).slice(0, 16), `${name}.cjs`);
  await writeWhole(file, withAbsoluteSources(code, folder));
  return { kind: 'module', name, file };
}

function start(
  debuggee: Debuggee,
  guests: GuestFolder,
  { output, signal }: DebugContext,
): Promise<Debugging> {
  const script = fileURLToPath(program('debuggee'));
  const execArgv = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = fork(script, { cwd: dirname(script), execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  endWithHost(child);
  child.once('exit', () => void guests.remove().catch(() => {}));
  child.stdout?.on('data', (bytes: Buffer) => output('stdout', bytes));
  child.stderr?.on('data', (bytes: Buffer) => output('stderr', withoutInspectorNoise(bytes)));
  signal.addEventListener('abort', () => child.kill('SIGKILL'));
  child.send(debuggee);
  return new Promise((done, fail) => {
    child.once('exit', (code, by) => fail(new HostError(stopped(code ?? by))));
    child.once('message', ({ kind, ...message }: DebuggeeMessage) => {
      if (kind === 'serving') return done({ ...(message as Debugging), close: () => end(child) });
      fail(new HostError((message as { problem: HostError['problem'] }).problem));
      child.kill('SIGKILL');
    });
  });
}

const notAService: Problem = {
  code: 'not-a-service',
  message: 'nothing in the composition exports wasi:http/incoming-handler',
  help: 'This debugger serves a composition over HTTP and stops at breakpoints that a request reaches.',
};

const stopped = (how: unknown): Problem => ({
  code: 'debug-failed',
  message: `the process to debug stopped (${String(how)}) before it served`,
  help: 'See its output for the reason.',
});

/** Node announces its inspector on standard error, where only the guest should be heard. */
function withoutInspectorNoise(bytes: Buffer): Buffer {
  const text = bytes.toString();
  const noise =
    /^(Debugger (listening on|attached|ending on)|For help, see: https:\/\/nodejs\.org|Waiting for the debugger).*\n/gm;
  return noise.test(text) ? Buffer.from(text.replaceAll(noise, '')) : bytes;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}
