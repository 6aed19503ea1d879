import type { Paused } from '../inspector/thread-inspector.ts';
import type { SourceModule } from './source-module.ts';
import { codeOf, type Scripts } from './stack.ts';
import type { SourceProgram } from './source-program.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The line of the sources that the code on top of a stack is of. */
export interface Line {
  readonly module: SourceModule;
  readonly offset: number;
  /** How many calls of V8 are under way; what is inlined counts none. */
  readonly depth: number;
  /** Functions that are one function of the module here. */
  readonly inlined: number;
  readonly function: string;
  readonly file: string | undefined;
  /** 0: of no line. */
  readonly number: number;
  /** In their order, none of which touches the next. */
  readonly spans: readonly Span[];
}

/** Undefined where the top of the stack is no code with debug information. */
export function lineOf({ callFrames }: Paused, scripts: Scripts, program: SourceProgram): Line | undefined {
  const [top] = callFrames;
  const code = top && codeOf(top, scripts, program);
  if (!code) return undefined;
  const { module, offset } = code;
  const frames = module.dwarf.frames(offset);
  const [first] = frames;
  if (!first) return undefined;
  return {
    module,
    offset,
    depth: callFrames.length,
    inlined: frames.length,
    function: first.function,
    file: first.place && program.files.find(first.place.file),
    number: first.place?.line ?? 0,
    spans: joined(module.dwarf.lineSpans(offset)),
  };
}

function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end)
      found[found.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else found.push({ start, end });
  }
  return found;
}

const holds = ({ spans }: Line, offset: number): boolean =>
  spans.some(({ start, end }) => start <= offset && offset < end);

/** Whether both are of one line in one call. */
export const isSameLine = (a: Line, b: Line): boolean =>
  a.depth === b.depth && a.inlined === b.inlined && a.module === b.module && holds(a, b.offset);

/** Code that bindings wrap around a function of the sources: a person steps through it. */
const GLUE = /(?:^|::)(?:_?export_\w+_cabi\b|__wasm_export\w*|_export_\w+|__wit_bindgen\w*)|#|_cabi(?:::<|$)/;

/** Whether a step may end there. */
export const isOwnCode = ({ file, number, function: name }: Line): boolean =>
  file !== undefined && number > 0 && !GLUE.test(name);
