import { loadProgram } from '../../engine/instantiate.ts';
import { compile } from '../../engine/modules.ts';
import { functionsOf, scriptOf } from '../../engine/transpile.ts';
import { invoke } from '../../guest/thread/invoke.ts';
import { wasiImports } from '../../wasi/imports.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { readCall } from '../../wave/call.ts';
import { prepare } from '../prepare.ts';

const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

/**
 * Calls exports of a component in this process, each in an instance of its own: a process for each costs more than
 * all else. For components that are known to end.
 * @param component its path
 * @returns what a call in WAVE answers, in WAVE
 */
export async function callerInProcess(
  component: string,
  storage: string,
): Promise<(call: string) => Promise<string>> {
  const transpiled = await prepare(component, { storage });
  const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
  const functions = await functionsOf(transpiled);
  return async (text) => invoke(await program(wasiImports({}, NO_STDIO)), readCall(text, functions));
}
