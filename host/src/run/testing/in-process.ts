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
 * Calls exports of a component in this process, each in a separate instance: a process for each would be the largest
 * cost. For components that are known to end.
 * @param component its path
 * @returns a function that makes a call in WAVE and returns the result in WAVE
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
