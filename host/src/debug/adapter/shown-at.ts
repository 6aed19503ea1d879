import { ScriptVariables } from '../script/script-variables.ts';
import type { StoppedThread } from '../session/stopped-thread.ts';
import { FrameVariables } from '../source/values/frame-variables.ts';
import type { StackFrame } from '../source/stack.ts';
import { shownScript } from './script-values.ts';
import type { Shown } from './shown.ts';
import { shownSource } from './source-values.ts';

/**
 * The value of an expression in a frame of the sources: a path, or JavaScript in a script.
 * @throws Error that names the part that does not exist
 */
export async function shownAt(
  expression: string,
  frame: StackFrame | undefined,
  { inspector }: StoppedThread,
): Promise<Shown> {
  if (frame?.kind === 'script' && inspector) {
    const variables = new ScriptVariables(inspector, frame);
    return shownScript({ name: expression, value: await variables.evaluate(expression) }, variables);
  }
  if (frame?.kind !== 'source' || !inspector) throw new Error('there are no sources here');
  const variables = new FrameVariables(inspector, frame);
  return shownSource(await variables.at(expression), variables.values);
}
