import type { Location, Paused, ThreadInspector } from './thread-inspector.ts';

/** The location at which a thread has stopped, and whether that was the destination of the move. */
export interface Arrival {
  readonly paused: Paused;
  readonly hasArrived: boolean;
}

interface SetBreakpoint {
  readonly breakpointId: string;
  readonly actualLocation: Location;
}

/** Moves a stopped thread by V8's steps and by temporary breakpoints. */
export class Moves {
  readonly #inspector: ThreadInspector;
  readonly #next: () => Promise<Paused>;
  readonly #isWanted: (paused: Paused) => Promise<boolean>;

  /**
   * @param next resolves when the thread is stopped again
   * @param isWanted whether it stopped for another reason than the move
   */
  constructor(
    inspector: ThreadInspector,
    next: () => Promise<Paused>,
    isWanted: (paused: Paused) => Promise<boolean>,
  ) {
    this.#inspector = inspector;
    this.#next = next;
    this.#isWanted = isWanted;
  }

  async by(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Paused> {
    const next = this.#next();
    await this.#inspector.call(method, params);
    return next;
  }

  /**
   * Resumes up to the first of the places, or until something else stops the thread.
   * @param isThere whether the thread is at the place in the intended call
   */
  async to(places: readonly Location[], isThere: (paused: Paused) => boolean = () => true): Promise<Arrival> {
    const set = (await Promise.all(places.map((one) => this.#set(one)))).filter((one) => one !== undefined);
    let paused = await this.by('Debugger.resume');
    const hasArrived = () => isAt(paused, set) && isThere(paused);
    while (!hasArrived() && !(await this.#isWanted(paused))) paused = await this.by('Debugger.resume');
    for (const { breakpointId } of set)
      await this.#inspector.call('Debugger.removeBreakpoint', { breakpointId });
    return { paused, hasArrived: hasArrived() };
  }

  /** Undefined where there is a breakpoint of the user's already, or no code. */
  #set(location: Location): Promise<SetBreakpoint | undefined> {
    return this.#inspector.call<SetBreakpoint>('Debugger.setBreakpoint', { location }).catch(() => undefined);
  }
}

/** In a function that was already running when a breakpoint was set, V8 stops without naming the breakpoint. */
function isAt({ callFrames: [top], hitBreakpoints = [] }: Paused, set: readonly SetBreakpoint[]): boolean {
  const others = hitBreakpoints.filter((id) => !set.some((one) => one.breakpointId === id));
  return others.length === 0 && set.some(({ actualLocation }) => isSame(actualLocation, top?.location));
}

const isSame = (a: Location, b: Location | undefined): boolean =>
  a.scriptId === b?.scriptId && a.lineNumber === b.lineNumber && a.columnNumber === b.columnNumber;
