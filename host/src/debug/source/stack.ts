import type { Frame as Crossed } from '../../guest/crossing/report.ts';
import { CROSSING_FRAME } from '../../guest/crossing/handle.ts';
import type { CallFrame } from '../inspector/thread-inspector.ts';
import type { ScriptModule } from '../script/script-module.ts';
import type { SourcePlace } from '../script/places.ts';
import type { SourceModule } from './source-module.ts';
import type { SourceProgram } from './source-program.ts';
import { codeOf, type ThreadCode } from './thread-code.ts';

/** A call from one instance to another. */
export interface WitFrame {
  readonly kind: 'wit';
  readonly call: Crossed;
  /** Among the current calls, the last one first. */
  readonly index: number;
}

/** A function of a guest's sources. */
export interface SourceFrame {
  readonly kind: 'source';
  readonly name: string;
  /** As the compiler wrote it, lines and columns from 1; undefined for code of no line. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | undefined;
  /** Where the file is, if it is on this machine. */
  readonly file: string | undefined;
  readonly module: SourceModule;
  readonly offset: number;
  /** Its index among the functions that are one function of the module, the innermost first. */
  readonly inlined: number;
  readonly callFrame: CallFrame;
}

/** A function of a guest's TypeScript. */
export interface ScriptFrame {
  readonly kind: 'script';
  readonly name: string;
  /** Undefined for code of the bundler. */
  readonly place: SourcePlace | undefined;
  readonly script: ScriptModule;
  readonly callFrame: CallFrame;
}

/** A function of a module without debug information. */
export interface CodeFrame {
  readonly kind: 'code';
  readonly name: string;
  readonly callFrame: CallFrame;
}

export type StackFrame = WitFrame | SourceFrame | ScriptFrame | CodeFrame;

/** The stack of a thread as a user sees it: without the host's JavaScript between the instances. */
export function stackOf(
  callFrames: readonly CallFrame[],
  calls: readonly Crossed[],
  thread: ThreadCode,
): StackFrame[] {
  const { program, scripts } = thread;
  const frames: StackFrame[] = [];
  let crossed = 0;
  for (const callFrame of callFrames) {
    const code = codeOf(callFrame, thread);
    const script = program.scriptOf(callFrame.url);
    if (script) frames.push(scriptFrame(callFrame, script));
    else if (code) frames.push(...sourceFrames(callFrame, code.module, code.offset, program));
    else if (scripts.has(callFrame.location.scriptId)) {
      // Adapter modules between the instances have no names.
      if (callFrame.functionName !== '')
        frames.push({ kind: 'code', name: callFrame.functionName, callFrame });
    } else if (callFrame.functionName === CROSSING_FRAME) {
      const call = calls[crossed];
      if (call) frames.push({ kind: 'wit', call, index: crossed });
      crossed++;
    }
  }
  return frames;
}

/** The module itself is a function without a name. */
const scriptFrame = (callFrame: CallFrame, script: ScriptModule): ScriptFrame => ({
  kind: 'script',
  name: callFrame.functionName || `(${script.instance})`,
  place: script.sourceAt(callFrame.location),
  script,
  callFrame,
});

function sourceFrames(
  callFrame: CallFrame,
  module: SourceModule,
  offset: number,
  { files }: SourceProgram,
): StackFrame[] {
  const found = module.dwarf.frames(offset);
  if (found.length === 0) return [{ kind: 'code', name: callFrame.functionName, callFrame }];
  return found.map(({ function: name, place }, inlined) => ({
    kind: 'source',
    name,
    place,
    file: place && files.find(place.file),
    module,
    offset,
    inlined,
    callFrame,
  }));
}
