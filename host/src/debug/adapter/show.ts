import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Stop } from '../../guest/crossing/report.ts';
import type { CodeFrame, ScriptFrame, SourceFrame, StackFrame, WitFrame } from '../source/stack.ts';
import type { Places } from '../wit/wit-files.ts';
import { codeReference } from './code-reference.ts';
import { frameNumber, type References } from './references.ts';
import { memoryReference } from './memory-reference.ts';
import type { Shown } from './shown.ts';

function stackFrame(frame: StackFrame, id: number, places: Places): DebugProtocol.StackFrame {
  if (frame.kind === 'wit') return witFrame(frame, id, places);
  if (frame.kind === 'script') return scriptFrame(frame, id);
  return frame.kind === 'source' ? sourceFrame(frame, id) : codeFrame(frame, id);
}

/** A chain of instances: the name of each is where the call is. */
function witFrame(
  { call: { callee, function: name, hasReturned } }: WitFrame,
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

function sourceFrame(frame: SourceFrame, id: number): DebugProtocol.StackFrame {
  const { name, place, file } = frame;
  const written = place?.file ?? '';
  return {
    id,
    name,
    line: place?.line ?? 0,
    column: Math.max(place?.column ?? 0, place ? 1 : 0),
    instructionPointerReference: codeReference(frame.callFrame.location),
    ...(file !== undefined && { source: { name: basename(file), path: file } }),
    // An editor shows the first frame whose sources it has.
    ...(file === undefined && {
      presentationHint: 'subtle' as const,
      ...(place && {
        source: { name: basename(written), path: written, presentationHint: 'deemphasize' as const },
      }),
    }),
  };
}

const scriptFrame = ({ name, place }: ScriptFrame, id: number): DebugProtocol.StackFrame => ({
  id,
  name,
  line: place?.line ?? 0,
  column: place?.column ?? 0,
  ...(place
    ? { source: { name: basename(place.file), path: place.file } }
    : { presentationHint: 'subtle' as const }),
});

const codeFrame = ({ name, callFrame }: CodeFrame, id: number): DebugProtocol.StackFrame => ({
  id,
  name,
  line: 0,
  column: 0,
  instructionPointerReference: codeReference(callFrame.location),
  presentationHint: 'subtle',
});

export const stackFrames = (
  frames: readonly StackFrame[],
  thread: number,
  places: Places,
): DebugProtocol.StackFrame[] =>
  frames.map((frame, at) => stackFrame(frame, frameNumber(thread, at), places));

/** @param frame the number of the frame whose memory contains the value */
export function variable(
  { name, text, type, inside, isList, canSet, address, container }: Shown,
  thread: number,
  frame: number,
  references: References,
): DebugProtocol.Variable {
  const count = isList ? { indexedVariables: inside } : { namedVariables: inside };
  return {
    name,
    value: text,
    type,
    variablesReference: inside > 0 ? references.of(thread, frame, container) : 0,
    ...(inside > 0 && count),
    ...(address !== undefined && { memoryReference: memoryReference(frame, address) }),
    ...(!canSet && { presentationHint: { attributes: ['readOnly'] } }),
  };
}

export function stoppedBody(
  { reason, breakpoints, text, panicMessage }: Omit<Stop, 'frames'>,
  threadId: number,
): DebugProtocol.StoppedEvent['body'] {
  const isFailure = reason === 'trap' || reason === 'error' || reason === 'denied';
  return {
    reason: isFailure ? 'exception' : reason,
    threadId,
    allThreadsStopped: false,
    ...(breakpoints.length > 0 && { hitBreakpointIds: [...breakpoints] }),
    ...(text !== undefined && {
      text: panicMessage ?? text,
      description: DESCRIPTIONS[reason as keyof typeof DESCRIPTIONS],
    }),
  };
}

export const DESCRIPTIONS = {
  trap: 'Paused on a trap',
  error: 'Paused on the error of a result',
  denied: 'Paused on a denied capability',
} as const;
