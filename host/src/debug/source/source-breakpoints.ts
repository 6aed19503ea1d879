import { readHitCount, type HitCount } from '../session/hit-count.ts';
import type { Place, SourceProgram } from './source-program.ts';

/** A breakpoint as requested by an editor; lines count from 1. */
export interface RequestedLine {
  readonly line: number;
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
}

export interface LineBreakpoint {
  readonly id: number;
  readonly requested: RequestedLine;
  /** The actual line, which may be below the requested one. */
  readonly line: number;
  readonly places: readonly Place[];
  readonly count?: HitCount;
  /** Why it does not stop. */
  readonly refused?: string;
}

/** Breakpoints at lines of sources, by file. */
export class SourceBreakpoints {
  #program: SourceProgram;
  readonly #sets = new Map<string, readonly LineBreakpoint[]>();

  constructor(program: SourceProgram) {
    this.#program = program;
  }

  /** Replaces those of one file. @param nextId numbers that the session gives to its breakpoints */
  replace(
    file: string,
    requested: readonly RequestedLine[],
    nextId: () => number,
  ): readonly LineBreakpoint[] {
    const placed = requested.map((one) => this.#place(file, one, nextId()));
    this.#sets.set(file, placed);
    return placed;
  }

  /** Places all of them in another build of the program. */
  reopen(program: SourceProgram): readonly LineBreakpoint[] {
    this.#program = program;
    for (const [file, placed] of this.#sets)
      this.#sets.set(
        file,
        placed.map(({ requested, id }) => this.#place(file, requested, id)),
      );
    return this.all;
  }

  /** Whether this is the build that they are placed in. */
  areOf(program: SourceProgram): boolean {
    return program === this.#program;
  }

  get all(): readonly LineBreakpoint[] {
    return [...this.#sets.values()].flat();
  }

  find(id: number): LineBreakpoint | undefined {
    return this.all.find((one) => one.id === id);
  }

  #place(file: string, requested: RequestedLine, id: number): LineBreakpoint {
    const refuse = (refused: string): LineBreakpoint => ({
      id,
      requested,
      line: requested.line,
      places: [],
      refused,
    });
    const places = this.#program.placesOf(file, requested.line);
    const [first] = places;
    if (!first) return refuse(this.#program.reasonAt(file, requested.line));
    try {
      const count = requested.hitCondition === undefined ? undefined : readHitCount(requested.hitCondition);
      return { id, requested, line: first.line, places, ...(count && { count }) };
    } catch (error) {
      return refuse((error as Error).message);
    }
  }
}
