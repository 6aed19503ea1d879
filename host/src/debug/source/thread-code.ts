import type { CallFrame, Script, ThreadInspector } from '../inspector/thread-inspector.ts';
import type { SourceModule } from './source-module.ts';
import type { SourceProgram } from './source-program.ts';

/** The modules of a thread by V8 script id. */
export type Scripts = ReadonlyMap<string, Script>;

/** The code that a thread runs: a program, and the modules of it that V8 has loaded. */
export interface ThreadCode {
  readonly program: SourceProgram;
  readonly scripts: Scripts;
}

/** A thread that is debugged in its sources. */
export interface DebuggedThread extends ThreadCode {
  readonly inspector: ThreadInspector;
}

/** The module and offset of a frame of WebAssembly with debug information. */
export function codeOf(
  { location }: CallFrame,
  { program, scripts }: ThreadCode,
): { readonly module: SourceModule; readonly offset: number } | undefined {
  const script = scripts.get(location.scriptId);
  const module = script && program.moduleOf(script);
  return module && { module, offset: location.columnNumber - module.codeStart };
}
