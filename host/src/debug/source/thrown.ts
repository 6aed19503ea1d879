import { CROSSING_FRAME, HANDLE } from '../../guest/crossing/handle.ts';
import type { Stop, StopOn } from '../../guest/crossing/report.ts';
import { reasonOf } from '../../guest/traps/trap-reason.ts';
import { textOf, type RemoteObject } from '../inspector/remote-object.ts';
import type { Paused, ThreadInspector } from '../inspector/thread-inspector.ts';
import type { SourceProgram } from './source-program.ts';
import { codeOf, type DebuggedThread } from './thread-code.ts';

type Reason = Omit<Stop, 'frames'>;

/**
 * The reason of a stop at an exception: a trap of WebAssembly, or an error that leaves a part in TypeScript as a trap
 * or as the error of a result. V8 considers all of them caught, since the bindings throw them again.
 * @returns undefined if a user does not want to stop here
 */
export async function thrownAt(
  paused: Paused,
  on: readonly StopOn[],
  thread: DebuggedThread,
): Promise<Reason | undefined> {
  const { program, inspector } = thread;
  const { callFrames, data } = paused;
  const [top] = callFrames;
  if (!top || !data) return undefined;
  const isCode = codeOf(top, thread) !== undefined;
  if (!isCode && !leavesScript(paused, program)) return undefined;
  const reason = isCode || (await isTrap(data, inspector)) ? 'trap' : 'error';
  if (!on.includes(reason)) return undefined;
  const text = isCode ? trapText(data) : textOf(data);
  const call = `globalThis.${HANDLE}.thrown(${JSON.stringify(text)}) ?? ''`;
  const message = await inspector.evaluate<string>(top.callFrameId, call);
  return { reason, breakpoints: [], text, ...(message !== '' && { panicMessage: message }) };
}

function trapText({ description = '' }: RemoteObject): string {
  const [message = ''] = description.split('\n');
  return reasonOf(new Error(message.replace(/^\w*Error: /, ''))).text;
}

/** Whether no function of the script on the way out catches it. */
function leavesScript({ callFrames }: Paused, program: SourceProgram): boolean {
  const end = callFrames.findIndex(({ functionName }) => functionName === CROSSING_FRAME);
  const frames = end < 0 ? callFrames : callFrames.slice(0, end);
  const [top] = frames;
  if (!top || !program.scriptOf(top.url)) return false;
  return frames.every(({ url, location }) => program.scriptOf(url)?.catches(location) !== true);
}

/** An Error, unless it has a payload: that is the error of a result. */
async function isTrap({ subtype, objectId }: RemoteObject, inspector: ThreadInspector): Promise<boolean> {
  if (subtype !== 'error') return false;
  const { result } = await inspector.call<{ result: RemoteObject }>('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: `function () { return Object.hasOwn(this, 'payload'); }`,
    returnByValue: true,
  });
  return result.value !== true;
}
