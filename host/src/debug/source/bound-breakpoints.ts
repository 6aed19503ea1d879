import { fillIn } from './values/condition.ts';
import type { Paused } from '../inspector/thread-inspector.ts';
import type { LineBreakpoint, SourceBreakpoints } from './source-breakpoints.ts';
import type { CodePlace, Place } from './source-program.ts';
import type { DebuggedThread } from './thread-code.ts';

/** The variables that conditions and log messages of breakpoints read in a paused thread. */
export interface Readable {
  /** @throws Error that names the missing part */
  holds(condition: string): Promise<boolean>;
  /** @throws Error that names the missing part */
  textAt(expression: string): Promise<string>;
}

interface Request {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The end of V8's id of the breakpoint. */
  readonly ending: string;
}

/** Breakpoints at lines of sources, as V8 has them in one thread. */
export class BoundBreakpoints {
  readonly #thread: DebuggedThread;
  readonly #breakpoints: SourceBreakpoints;
  readonly #logged: (text: string) => void;
  /** By V8's ids; those set at one place share one. */
  readonly #bound = new Map<string, number[]>();

  constructor(thread: DebuggedThread, breakpoints: SourceBreakpoints, logged: (text: string) => void) {
    this.#thread = thread;
    this.#breakpoints = breakpoints;
    this.#logged = logged;
  }

  /** The breakpoints have changed. In a former build of the program, they would be at lines of another text. */
  async rebind(): Promise<void> {
    if (!this.#breakpoints.areOf(this.#thread.program)) return;
    const former = [...this.#bound.keys()];
    this.#bound.clear();
    await Promise.all(
      former.map((breakpointId) =>
        this.#thread.inspector.call('Debugger.removeBreakpoint', { breakpointId }),
      ),
    );
    for (const { id, places } of this.#breakpoints.all)
      for (const place of places) for (const request of this.#requests(place)) await this.#bind(id, request);
  }

  /** The breakpoints that a thread has met and whose conditions hold; others may log. */
  async hits({ hitBreakpoints = [] }: Paused, readable: Readable): Promise<number[]> {
    const stopping: number[] = [];
    for (const name of hitBreakpoints)
      for (const id of this.#bound.get(name) ?? [])
        if (await this.#stopsAt(this.#breakpoints.find(id), readable)) stopping.push(id);
    return stopping;
  }

  async #stopsAt(breakpoint: LineBreakpoint | undefined, readable: Readable): Promise<boolean> {
    if (!breakpoint) return false;
    const { condition, logMessage } = breakpoint.requested;
    if (condition !== undefined) {
      try {
        if (!(await readable.holds(condition))) return false;
      } catch (error) {
        this.#logged(`the condition ${condition} is not read: ${(error as Error).message}`);
        return false;
      }
    }
    if (breakpoint.count && !breakpoint.count()) return false;
    if (logMessage === undefined) return true;
    this.#logged(await fillIn(logMessage, (path) => readable.textAt(path)));
    return false;
  }

  /** The breakpoint requests to V8: a script may load later, a module is loaded. */
  #requests(place: Place): Request[] {
    if (place.kind === 'code') return this.#inModules(place);
    const { url, lineNumber, columnNumber } = place;
    return [
      {
        method: 'Debugger.setBreakpointByUrl',
        params: { url, lineNumber, columnNumber },
        ending: `:${lineNumber}:${columnNumber}:${url}`,
      },
    ];
  }

  #inModules({ module, offset }: CodePlace): Request[] {
    const scripts = [...this.#thread.scripts.values()].filter(
      (one) => this.#thread.program.moduleOf(one) === module,
    );
    return scripts.map(({ scriptId, codeOffset }) => {
      const columnNumber = offset + codeOffset;
      const location = { scriptId, lineNumber: 0, columnNumber };
      return {
        method: 'Debugger.setBreakpoint',
        params: { location },
        ending: `:${columnNumber}:${scriptId}`,
      };
    });
  }

  async #bind(id: number, { method, params, ending }: Request): Promise<void> {
    // V8 refuses a second one at a place, and names them by the place.
    const name = await this.#thread.inspector.call<{ breakpointId: string }>(method, params).then(
      ({ breakpointId }) => breakpointId,
      () => [...this.#bound.keys()].find((one) => one.endsWith(ending)),
    );
    if (name !== undefined) this.#bound.set(name, [...(this.#bound.get(name) ?? []), id]);
  }
}
