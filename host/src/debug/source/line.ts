import type { Paused } from '../inspector/thread-inspector.ts';
import type { SourceModule } from './source-module.ts';
import type { SourceProgram } from './source-program.ts';
import { codeOf, type ThreadCode } from './thread-code.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Position {
  /** The number of V8's frames on the stack, without inlined functions. */
  readonly depth: number;
  /** Functions that are one function of the module here. */
  readonly inlined: number;
  readonly function: string;
  readonly file: string | undefined;
  /** 0: of no line. */
  readonly number: number;
}

/** A line of WebAssembly's sources. */
export interface CodeLine extends Position {
  readonly kind: 'code';
  readonly module: SourceModule;
  readonly offset: number;
  /** In their order, none of which touches the next. */
  readonly spans: readonly Span[];
}

/** A line of TypeScript. */
export interface ScriptLine extends Position {
  readonly kind: 'script';
}

/** The line of the sources that the code on top of a stack is of. */
export type Line = CodeLine | ScriptLine;

/** Undefined where the top of the stack is no code with debug information. */
export function lineOf(paused: Paused, thread: ThreadCode): Line | undefined {
  return scriptLine(paused, thread.program) ?? codeLine(paused, thread);
}

function scriptLine({ callFrames }: Paused, program: SourceProgram): ScriptLine | undefined {
  const [top] = callFrames;
  const script = top && program.scriptOf(top.url);
  if (!script) return undefined;
  const place = script.sourceAt(top.location);
  return {
    kind: 'script',
    depth: callFrames.length,
    inlined: 1,
    function: top.functionName,
    file: place?.file,
    number: place?.line ?? 0,
  };
}

function codeLine({ callFrames }: Paused, thread: ThreadCode): CodeLine | undefined {
  const [top] = callFrames;
  const code = top && codeOf(top, thread);
  if (!code) return undefined;
  const { module, offset } = code;
  const frames = module.dwarf.frames(offset);
  const [first] = frames;
  if (!first) return undefined;
  return {
    kind: 'code',
    module,
    offset,
    depth: callFrames.length,
    inlined: frames.length,
    function: first.function,
    file: first.place && thread.program.files.findOwn(first.place.file),
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

const holds = ({ spans }: CodeLine, offset: number): boolean =>
  spans.some(({ start, end }) => start <= offset && offset < end);

/** Whether both are of one line in one call. */
export function isSameLine(a: Line, b: Line): boolean {
  if (a.depth !== b.depth || a.inlined !== b.inlined) return false;
  if (a.kind === 'code') return b.kind === 'code' && a.module === b.module && holds(a, b.offset);
  return b.kind === 'script' && a.file === b.file && a.number === b.number;
}

/** Code that bindings wrap around a function of the sources: a user steps through it. */
const GLUE =
  /(?:^|::)(?:_?export_\w+_cabi\b|__wasm_export\w*|_export_\w+|_::export_\w+|_rt::.*|__wit_bindgen\w*)|#|_cabi(?:::<|$)/;

/** Whether a function is what Clang converts a lambda of C++ to: it has the lambda's line, and calls it. */
export const isInvoker = (name: string): boolean => /(?:^|::)__invoke$/.test(name);

/** Functions of Rust's library that only call a closure, such as the one in a box. */
const CALLS_CLOSURE = /\bops::function::Fn.*::call(?:_mut|_once)?\b/;

/** Code by which a compiler or its library leads to a function that may have lines of the user. */
export const isThunk = ({ kind, number, file, function: name }: Line): boolean =>
  kind === 'code' && (number === 0 || (file === undefined && CALLS_CLOSURE.test(name)));

/** Whether a step may end there. */
export const isOwnCode = ({ kind, file, number, function: name }: Line): boolean =>
  file !== undefined && number > 0 && (kind === 'script' || (!GLUE.test(name) && !isInvoker(name)));
