import { CROSSING_FRAME, HANDLE } from '../../guest/crossing/handle.ts';
import type { Step } from '../../guest/crossing/report.ts';
import { Moves, type Arrival } from '../inspector/moves.ts';
import type { CallFrame, Location, Paused } from '../inspector/thread-inspector.ts';
import { functionLocations, stopsIn } from '../inspector/function-locations.ts';
import { exportedCode } from './exported-code.ts';
import { isInvoker, isOwnCode, isSameLine, isThunk, lineOf, type CodeLine, type Line } from './line.ts';
import { codeOf, type DebuggedThread } from './thread-code.ts';

/** A step through a function that loops without a line of its own is given up after so many moves. */
const MOST_MOVES = 2_000;

/** Moves a stopped thread by V8's instruction steps and by temporary breakpoints. */
export class Stepper {
  readonly #thread: DebuggedThread;
  readonly #moves: Moves;
  readonly #isWanted: (paused: Paused) => Promise<boolean>;

  /**
   * @param next resolves when the thread is stopped again
   * @param isWanted whether it stopped for another reason than a step
   */
  constructor(
    thread: DebuggedThread,
    next: () => Promise<Paused>,
    isWanted: (paused: Paused) => Promise<boolean>,
  ) {
    this.#thread = thread;
    this.#moves = new Moves(thread.inspector, next, isWanted);
    this.#isWanted = isWanted;
  }

  /** Resumes until something else stops the thread. */
  async go(): Promise<Arrival> {
    return { paused: await this.#moves.by('Debugger.resume'), hasArrived: false };
  }

  /** From a line of the sources to the next, into a call, or out of the function. */
  async fromLine(paused: Paused, how: Step): Promise<Arrival> {
    const start = this.#line(paused);
    if (!start) return this.#outOf(paused);
    // The current call of this instance may return, or make another call.
    await this.arm(paused, how === 'in' ? 'in' : 'over');
    if (how === 'out' && start.inlined === 1) return this.#outOf(paused);
    return this.#walk(paused, start, how);
  }

  /** From where one instance calls another into the sources of the callee, if it has any. */
  async intoCallee(at: Paused, instance: string): Promise<Arrival> {
    const places = [...this.#codeEntries(instance), ...(await this.#scriptEntries(at, instance))];
    const { paused, hasArrived } = await this.#moves.to(places);
    const line = this.#line(paused);
    if (!hasArrived || !line) return { paused, hasArrived: false };
    if (isOwnCode(line)) return { paused, hasArrived: true };
    await this.arm(paused, 'in');
    return this.#walk(paused, line, 'in');
  }

  /** Where the functions begin that the modules of an instance export. */
  #codeEntries(instance: string): Location[] {
    const modules = this.#thread.program.modules.filter(({ instances }) => instances.includes(instance));
    const entries = modules.flatMap((module) =>
      exportedCode(module.bytes).map((code) => ({ module, offset: module.dwarf.body(code + 1) ?? code + 1 })),
    );
    return [...this.#thread.scripts.values()].flatMap((script) => {
      const module = this.#thread.program.moduleOf(script);
      const own = entries.filter((one) => one.module === module);
      return own.map(({ offset }) => place(script.scriptId, offset + script.codeOffset));
    });
  }

  /** Where the functions begin that the script of an instance exports. */
  async #scriptEntries({ callFrames: [top] }: Paused, instance: string): Promise<readonly Location[]> {
    const script = this.#thread.program.scripts.find((one) => one.instance === instance);
    if (!script || !top) return [];
    const entries = `globalThis.${HANDLE}.entries(${JSON.stringify(script.url)})`;
    return functionLocations(this.#thread.inspector, top.callFrameId, entries);
  }

  /** From where a call of another instance has returned to the line of the sources that made it. */
  async backToCaller(paused: Paused): Promise<Arrival> {
    const from = paused.callFrames.findIndex(({ functionName }) => functionName === CROSSING_FRAME);
    const index = this.#ownBelow(paused, from);
    if (index === undefined) return this.go();
    return this.#runOut(paused, index);
  }

  /** Whether sources of the caller are on the stack below the call that has just returned. */
  hasCaller(paused: Paused): boolean {
    const from = paused.callFrames.findIndex(({ functionName }) => functionName === CROSSING_FRAME);
    return this.#ownBelow(paused, from) !== undefined;
  }

  /** The next crossing of the current call stops; none without a step. */
  async arm(paused: Paused, step?: 'in' | 'over'): Promise<void> {
    const [top] = paused.callFrames;
    const text = step === undefined ? 'undefined' : JSON.stringify(step);
    if (top)
      await this.#thread.inspector.evaluate(top.callFrameId, `void globalThis.${HANDLE}?.step(${text})`);
  }

  /** Line by line, until one ends the step. */
  async #walk(from: Paused, start: Line, how: Step): Promise<Arrival> {
    let [paused, line]: [Paused, Line] = [from, start];
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      const next = await this.#settle(await this.#moveOverLine(line, how), start, how);
      paused = next.paused;
      const reached = this.#line(paused);
      if (!next.hasArrived || !reached) return { paused, hasArrived: false };
      line = reached;
      if (this.#ends(line, start, how)) break;
    }
    return { paused, hasArrived: true };
  }

  /** From where V8 has stopped to a line that may end the step. */
  async #settle(paused: Paused, start: Line, how: Step): Promise<Arrival> {
    if (await this.#isWanted(paused)) return { paused, hasArrived: false };
    const line = this.#line(paused);
    const isEntered = line !== undefined && line.depth > start.depth;
    if (isEntered && how === 'in' && line.file !== undefined)
      return line.kind === 'code' ? this.#behindPrologue(paused, line) : { paused, hasArrived: true };
    if (line && (!isEntered || (how === 'in' && isThunk(line)))) return { paused, hasArrived: true };
    // In a library, in bindings, or back in the caller of this instance.
    const index = paused.callFrames.length - start.depth;
    if (index <= 0) return this.go();
    // Bindings call the library and the function that is meant one behind the other.
    const caller = how === 'in' ? this.#ownBelow(paused, 0) : undefined;
    return this.#runOut(paused, Math.min(caller ?? index, index));
  }

  #behindPrologue(paused: Paused, { module, offset }: CodeLine): Promise<Arrival> {
    const body = module.dwarf.body(offset) ?? offset;
    if (offset >= body) return Promise.resolve({ paused, hasArrived: true });
    const { scriptId } = paused.callFrames[0]!.location;
    return this.#moves.to([place(scriptId, body + module.codeStart)]);
  }

  #ends(line: Line, start: Line, how: Step): boolean {
    if (!isOwnCode(line) || isSameLine(start, line)) return false;
    if (line.depth < start.depth) return true;
    if (how === 'out') return line.depth === start.depth && line.inlined < start.inlined;
    if (how === 'over') return line.depth === start.depth && line.inlined <= start.inlined;
    return true;
  }

  #moveOverLine(line: Line, how: Step): Promise<Paused> {
    const skipped = line.kind === 'code' ? { skipList: this.#skipList(line) } : {};
    return this.#moves.by(how === 'in' ? 'Debugger.stepInto' : 'Debugger.stepOver', skipped);
  }

  #skipList({ module, spans }: CodeLine) {
    const [script] = [...this.#thread.scripts.values()].filter(
      (one) => this.#thread.program.moduleOf(one) === module,
    );
    const at = (offset: number) => ({ lineNumber: 0, columnNumber: offset + module.codeStart });
    return spans.map(({ start, end }) => ({
      scriptId: script?.scriptId,
      start: at(start),
      end: at(end),
    }));
  }

  /** Behind the call that the frame of this index makes. */
  async #runOut({ callFrames }: Paused, index: number): Promise<Arrival> {
    const { location, functionLocation, url } = callFrames[index]!;
    const { scriptId, columnNumber } = location;
    const depth = callFrames.length - index;
    const isScript = this.#thread.program.scriptOf(url) !== undefined && functionLocation !== undefined;
    // V8's own step out would miss the rest of a statement of a script, and stops in none that the host has called.
    const places = isScript
      ? await stopsIn(this.#thread.inspector, functionLocation)
      : [place(scriptId, columnNumber + 1)];
    return this.#moves.to(places, (now) => now.callFrames.length <= depth);
  }

  async #outOf(paused: Paused): Promise<Arrival> {
    const index = this.#ownBelow(paused, 0);
    if (index !== undefined) return this.#runOut(paused, index);
    await this.arm(paused, 'over');
    return this.go();
  }

  /** The next frame with sources that called the one of this index in the same instance. */
  #ownBelow({ callFrames }: Paused, from: number): number | undefined {
    for (let index = from + 1; index < callFrames.length; index++) {
      const frame = callFrames[index]!;
      if (frame.functionName === CROSSING_FRAME) return undefined;
      if (this.#isOwn(frame)) return index;
    }
    return undefined;
  }

  #isOwn(frame: CallFrame): boolean {
    const script = this.#thread.program.scriptOf(frame.url);
    if (script) return script.sourceAt(frame.location) !== undefined;
    const code = codeOf(frame, this.#thread);
    const frames = code?.module.dwarf.frames(code.offset) ?? [];
    return frames.some(
      ({ function: name, place: at }) =>
        at !== undefined && !isInvoker(name) && this.#thread.program.files.findOwn(at.file) !== undefined,
    );
  }

  #line(paused: Paused): Line | undefined {
    return lineOf(paused, this.#thread);
  }
}

const place = (scriptId: string, columnNumber: number): Location => ({
  scriptId,
  lineNumber: 0,
  columnNumber,
});
