import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fromSources } from '../../testing/from-sources.ts';
import { serveAdapter } from '../adapter/adapter.ts';
import type { ProgramContext } from '../adapter/opened-program.ts';
import { Client, type Body } from './client.ts';

export type Session = Client & { readonly over: Promise<void>; close(): void };

/**
 * A session with an adapter that takes programs as they are, in this process.
 * @param scripts folders of TypeScript, by the names of their instances
 */
export function session(
  storage: string,
  scripts: ReadonlyMap<string, string> = new Map(),
  more: Partial<ProgramContext> = {},
): Session {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const prepare = (component: string) => Promise.resolve({ component, scripts, sources: [] });
  const over = serveAdapter(input, output, { storage, prepare, ...more });
  return Object.assign(new Client(output, input), { over, close: () => void input.end() });
}

/** A session with the command. */
export function commandSession(
  cache: string,
): Client & { readonly over: Promise<unknown>; readonly child: ChildProcess } {
  const child = spawn(process.execPath, [...fromSources('cli/src/main.ts'), 'debug-adapter'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const over = once(child, 'exit').then(([code]) => code as unknown);
  return Object.assign(new Client(child.stdout, child.stdin), { over, child });
}

/** Launches, sets what `configure` sets, and starts. */
export async function launch(
  client: Client,
  configuration: object,
  configure: () => Promise<unknown> = async () => {},
): Promise<void> {
  await client.request('initialize', { adapterID: 'wit' });
  await client.request('launch', configuration);
  await client.event('initialized');
  await configure();
  await client.request('configurationDone');
}

/** A thread that has stopped, as an editor sees it. */
/** Waits until the console of a session matches. @returns the first group of the match */
export async function printed({ output }: Client, pattern: RegExp): Promise<string> {
  while (!pattern.test(output['console'] ?? '')) await new Promise((done) => setTimeout(done, 20));
  return pattern.exec(output['console']!)![1]!;
}

export interface Seen {
  readonly thread: number;
  readonly reason: unknown;
  readonly text: unknown;
  /** Names of frames, the innermost first. */
  readonly frames: readonly string[];
  /** The same, each with its line. */
  readonly places: readonly string[];
  /** Scopes of the innermost frame, with their variables. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** References of the scopes. */
  readonly references: Readonly<Record<string, number>>;
}

/** Waits for the next stop, and collects the views that an editor shows. */
export async function stopped(client: Client): Promise<Seen> {
  const { threadId, reason, text } = (await client.event('stopped')) as Record<string, unknown>;
  const { stackFrames } = (await client.request('stackTrace', { threadId })) as {
    stackFrames: { id: number; name: string; line: number }[];
  };
  const { scopes } = (await client.request('scopes', { frameId: stackFrames[0]!.id })) as {
    scopes: { name: string; variablesReference: number }[];
  };
  const shown: Record<string, readonly string[]> = {};
  for (const { name, variablesReference } of scopes)
    shown[name] = await variables(client, variablesReference);
  return {
    thread: threadId as number,
    reason,
    text,
    frames: stackFrames.map(({ name }) => name),
    places: stackFrames.map(({ name, line }) => (line === 0 ? name : `${name}:${line}`)),
    scopes: shown,
    references: Object.fromEntries(scopes.map(({ name, variablesReference }) => [name, variablesReference])),
  };
}

export async function variables(
  client: Client,
  variablesReference: number,
  page: object = {},
): Promise<string[]> {
  const body: Body = await client.request('variables', { variablesReference, ...page });
  return (body['variables'] as { name: string; value: string }[]).map(
    ({ name, value }) => `${name} = ${value}`,
  );
}
