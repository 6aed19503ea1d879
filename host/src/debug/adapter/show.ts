import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Frame, Stop } from '../../guest/crossing/report.ts';
import type { ShownValue } from '../../guest/crossing/slots.ts';
import type { Places } from '../wit/wit-files.ts';
import { frameNumber, type Reference, type References } from './references.ts';

/** A chain of instances: the name of each is where the call is. */
export function stackFrame(
  { callee, function: name, hasReturned }: Frame,
  id: number,
  places: Places,
): DebugProtocol.StackFrame {
  const place = places.get(name);
  return {
    id,
    name: `${callee}: ${name}${hasReturned ? ' (returned)' : ''}`,
    line: place ? place.first + 1 : 0,
    column: place ? 1 : 0,
    ...(place
      ? { source: { name: basename(place.file), path: place.file } }
      : { presentationHint: 'subtle' as const }),
  };
}

export const stackFrames = (stop: Stop, thread: number, places: Places): DebugProtocol.StackFrame[] =>
  stop.frames.map((frame, at) => stackFrame(frame, frameNumber(thread, at), places));

export function variable(
  value: ShownValue,
  reference: Reference,
  references: References,
): DebugProtocol.Variable {
  const { name, text, type, inside, isList, canSet } = value;
  const count = isList ? { indexedVariables: inside } : { namedVariables: inside };
  return {
    name,
    value: text,
    type,
    variablesReference: inside > 0 ? references.of(reference) : 0,
    ...(inside > 0 && count),
    ...(!canSet && { presentationHint: { attributes: ['readOnly'] } }),
  };
}

export function stoppedBody(
  { reason, breakpoints, text }: Stop,
  threadId: number,
): DebugProtocol.StoppedEvent['body'] {
  const isFailure = reason === 'trap' || reason === 'error' || reason === 'denied';
  return {
    reason: isFailure ? 'exception' : reason,
    threadId,
    allThreadsStopped: false,
    ...(breakpoints.length > 0 && { hitBreakpointIds: [...breakpoints] }),
    ...(text !== undefined && { text, description: DESCRIPTIONS[reason as keyof typeof DESCRIPTIONS] }),
  };
}

export const DESCRIPTIONS = {
  trap: 'Paused on a trap',
  error: 'Paused on the error of a result',
  denied: 'Paused on a denied capability',
} as const;
