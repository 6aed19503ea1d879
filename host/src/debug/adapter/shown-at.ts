import { ScriptVariables } from '../script/script-variables.ts';
import type { Standing } from '../session/standing.ts';
import { FrameVariables } from '../source/frame-variables.ts';
import type { StackFrame } from '../source/stack.ts';
import { shownScript } from './script-values.ts';
import type { Shown } from './shown.ts';
import { shownSource } from './source-values.ts';

/**
 * What an expression gives in a frame of the sources: a path, or JavaScript in a script.
 * @throws Error with what is not there
 */
export async function shownAt(
  expression: string,
  frame: StackFrame | undefined,
  { inspector }: Standing,
): Promise<Shown> {
  if (frame?.kind === 'script' && inspector) {
    const variables = new ScriptVariables(inspector, frame.callFrame);
    return shownScript({ name: expression, value: await variables.evaluate(expression) }, variables);
  }
  if (frame?.kind !== 'source' || !inspector) throw new Error('there are no sources here');
  const variables = new FrameVariables(inspector, frame);
  return shownSource(await variables.at(expression), variables.values);
}
