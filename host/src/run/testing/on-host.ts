/** Runs a case in the host. */
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { loadProgram } from '../../engine/instantiate.ts';
import { compile } from '../../engine/modules.ts';
import { scriptOf } from '../../engine/transpile.ts';
import { exitCodeOf } from '../../base/exit-code.ts';
import { HostError } from '../../base/problem.ts';
import type { Grants } from '../../protocol.ts';
import { wasiImports } from '../../wasi/imports.ts';
import { readySource, sourceOf } from '../../wasi/input-stream.ts';
import { networkByThread } from './network-thread.ts';
import { runCommand } from '../../guest/thread/command.ts';
import { prepare } from '../prepare.ts';
import { run } from '../run.ts';
import { toProblem } from '../../guest/traps/trap.ts';
import { wordsOf, type Case, type Outcome } from './case.ts';
import type { Granted } from './folder.ts';

export const programFile = (name: string): string => resolve(`test-fixtures/programs/${name}/${name}.wasm`);

/** The program `consumer` is a composition, which the test composes into `storage`. */
export const fileOf = ({ program = 'command' }: Pick<Case, 'program'>, storage: string): string =>
  program === 'consumer' ? join(storage, 'consumer.wasm') : programFile(program);

type Write = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;

const needsP3 = ({ program }: Case): boolean => program === 'third' || program === 'consumer';

/** @param storage where transpiled programs stay from one case to the next */
export async function runOnHost(one: Case, folder: Granted | undefined, storage: string): Promise<Outcome> {
  const texts = { stdout: '', stderr: '' };
  const write: Write = (stream, bytes) =>
    void (texts[one.merged ? 'stdout' : stream] += Buffer.from(bytes).toString('latin1'));
  // A thread would be one of this Node.js, and nothing of 0.3 blocks.
  const isHere = needsP3(one) || (one.stdin === undefined && !one.thread);
  const start = isHere ? inThisThread : inThread;
  const exitCode = await start(one, grantsOf(one, folder), storage, write).catch(exitCodeAfter);
  return { ...texts, exitCode, tree: folder?.tree() ?? [] };
}

const grantsOf = (one: Case, folder: Granted | undefined): Grants => ({
  args: [`${one.program ?? 'command'}.wasm`, ...wordsOf(one)],
  ...(one.env && { env: one.env }),
  dirs: folder ? [{ host: folder.path, guest: '/' }] : [],
  ...(one.config && { config: one.config }),
  ...one.network,
  ...(one.program === 'keyvalue' && {
    keyvalue: [{ identifiers: [''], place: { kind: 'memory', data: one.data ?? [] } }],
  }),
});

async function inThread(one: Case, grants: Grants, storage: string, output: Write): Promise<number> {
  const component = fileOf(one, storage);
  const stdin = new PassThrough();
  if (typeof one.stdin === 'object') stdin.write(one.stdin.open);
  else stdin.end(one.stdin ?? '');
  const { signal } = new AbortController();
  return (await run({ component, grants }, { signal, storage, output, stdin })).exitCode;
}

/** The sockets and requests of guests on this very thread. */
const ways = networkByThread();

/** As a guest's thread does it (guest.ts), without the time that a thread takes to read its TypeScript. */
async function inThisThread(one: Case, grants: Grants, storage: string, output: Write): Promise<number> {
  const transpiled = await prepare(fileOf(one, storage), { storage, grants });
  const stdio = {
    stdin: typeof one.stdin === 'string' ? sourceOf(Buffer.from(one.stdin)) : readySource(() => undefined),
    stdout: (bytes: Uint8Array) => output('stdout', bytes),
    stderr: (bytes: Uint8Array) => output('stderr', bytes),
  };
  try {
    const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
    return await runCommand(await program(wasiImports(grants, stdio, undefined, ways)));
  } catch (error) {
    throw new HostError(toProblem(error));
  } finally {
    ways.network.closeAll();
  }
}

function exitCodeAfter(error: unknown): number {
  if (!(error instanceof HostError)) throw error;
  return exitCodeOf(error.problem);
}
