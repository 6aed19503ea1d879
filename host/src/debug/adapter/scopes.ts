import { FrameVariables } from '../source/values/frame-variables.ts';
import type { StackFrame } from '../source/stack.ts';
import type { StoppedThread } from '../session/stopped-thread.ts';
import { ScriptVariables } from '../script/script-variables.ts';
import { ScriptValues } from './script-values.ts';
import type { Container } from './shown.ts';
import { SourceValues } from './source-values.ts';
import { WitValues } from './wit-values.ts';

export interface Scope {
  readonly name: string;
  readonly presentationHint: string;
  readonly expensive: boolean;
  readonly container: Container;
}

/** The scopes of a frame. */
export function scopesOf(frame: StackFrame | undefined, stopped: StoppedThread): readonly Scope[] {
  if (frame?.kind === 'wit') {
    const ask = (inspect: Parameters<StoppedThread['inspect']>[0]) => stopped.inspect(inspect);
    const scope = (name: string, of: 'arguments' | 'result', presentationHint: string): Scope => ({
      name,
      presentationHint,
      expensive: false,
      container: new WitValues(ask, { frame: frame.index, scope: of, path: [] }),
    });
    const result = frame.call.hasReturned ? [scope('Result', 'result', 'returnValue')] : [];
    return [scope('Arguments', 'arguments', 'arguments'), ...result];
  }
  if (!stopped.inspector) return [];
  if (frame?.kind === 'script') return scriptScopes(new ScriptVariables(stopped.inspector, frame));
  if (frame?.kind !== 'source') return [];
  const variables = new FrameVariables(stopped.inspector, frame);
  return [
    {
      name: 'Locals',
      presentationHint: 'locals',
      expensive: false,
      container: new SourceValues(variables.values, () => variables.locals()),
    },
    {
      name: 'Statics',
      presentationHint: 'globals',
      expensive: true,
      container: new SourceValues(variables.values, () => variables.statics()),
    },
  ];
}

const scriptScopes = (variables: ScriptVariables): readonly Scope[] => [
  {
    name: 'Locals',
    presentationHint: 'locals',
    expensive: false,
    container: new ScriptValues(variables, () => variables.locals()),
  },
  {
    name: 'Module',
    presentationHint: 'globals',
    expensive: true,
    container: new ScriptValues(variables, () => variables.outer()),
  },
];
