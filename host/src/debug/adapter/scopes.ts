import { FrameVariables } from '../source/frame-variables.ts';
import type { StackFrame } from '../source/stack.ts';
import type { Standing } from '../session/standing.ts';
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
export function scopesOf(frame: StackFrame | undefined, standing: Standing): readonly Scope[] {
  if (frame?.kind === 'wit') {
    const ask = (inspect: Parameters<Standing['inspect']>[0]) => standing.inspect(inspect);
    const scope = (name: string, of: 'arguments' | 'result', presentationHint: string): Scope => ({
      name,
      presentationHint,
      expensive: false,
      container: new WitValues(ask, { frame: frame.index, scope: of, path: [] }),
    });
    const result = frame.call.hasReturned ? [scope('Result', 'result', 'returnValue')] : [];
    return [scope('Arguments', 'arguments', 'arguments'), ...result];
  }
  if (!standing.inspector) return [];
  if (frame?.kind === 'script') return scriptScopes(new ScriptVariables(standing.inspector, frame.callFrame));
  if (frame?.kind !== 'source') return [];
  const variables = new FrameVariables(standing.inspector, frame);
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
