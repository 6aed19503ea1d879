/**
 * A process that translates components and calls what they export, as a guest's process does. It is one of its own
 * since nothing else ends a guest that loops, and so that an end of V8 is seen. It is started by `attempts.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../../host/src/engine/generate.ts';
import { loadProgram, type Program } from '../../host/src/engine/instantiate.ts';
import { compile } from '../../host/src/engine/modules.ts';
import { manifestIn, scriptOf, write } from '../../host/src/engine/transpile.ts';
import { supportsMultiMemory } from '../../host/src/node/flags.ts';
import { invoke } from '../../host/src/guest/thread/invoke.ts';
import { toProblem } from '../../host/src/guest/traps/trap.ts';
import { HostError } from '../../host/src/base/problem.ts';
import type { Problem } from '../../host/src/protocol.ts';
import { refuseUnmetImports } from '../../host/src/run/prepare.ts';
import { Exit } from '../../host/src/wasi/cli.ts';
import { wasiImports } from '../../host/src/wasi/imports.ts';
import { readySource } from '../../host/src/wasi/input-stream.ts';
import { readCall } from '../../host/src/wave/call.ts';
import { readFunctions } from '../../host/src/wave/exported.ts';
import { exampleCalls } from '../../host/src/wave/functions.ts';

/** The process's messages about one component: that its guest starts, and the outcome of everything. */
export type AttemptMessage =
  { readonly kind: 'translated' } | { readonly kind: 'ended'; readonly ends: readonly End[] };

/** A problem, `ran`, or an exception that is no problem. */
export type End = { readonly problem: Problem } | { readonly thrown: string } | 'ran';

const MOST_CALLS = 6;
const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };
const send = (message: AttemptMessage): void => void process.send?.(message);

async function attempt(bytes: Uint8Array): Promise<End[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-attempt-'));
  try {
    const generated = await generate('component.wasm', bytes, supportsMultiMemory());
    await write(join(folder, 'c'), generated);
    const transpiled = { hash: '', folder: join(folder, 'c'), manifest: await manifestIn(join(folder, 'c')) };
    send({ kind: 'translated' });
    refuseUnmetImports('component.wasm', transpiled.manifest);
    const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
    return await callAll(program, readFunctions(generated));
  } catch (error) {
    return [endOf(error)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each call has an instance of its own; a component without a function is instantiated all the same. */
async function callAll(program: Program, functions: ReturnType<typeof readFunctions>): Promise<End[]> {
  const calls = exampleCalls(functions).flatMap(({ call }) => (call === undefined ? [] : [call]));
  const ends: End[] = [];
  for (const call of calls.length > 0 ? calls.slice(0, MOST_CALLS) : [undefined]) {
    try {
      const instance = await program(wasiImports({}, NO_STDIO));
      if (call !== undefined) await invoke(instance, readCall(call, functions));
      ends.push('ran');
    } catch (error) {
      ends.push(error instanceof Exit ? 'ran' : endOf(error, true));
    }
  }
  return ends;
}

function endOf(error: unknown, isGuest = false): End {
  if (error instanceof HostError) return { problem: error.problem };
  return isGuest ? { problem: toProblem(error) } : { thrown: String((error as Error)?.stack ?? error) };
}

process.on('message', (bytes: Uint8Array) => {
  void attempt(bytes).then((ends) => send({ kind: 'ended', ends }));
});
