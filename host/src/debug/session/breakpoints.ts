import type { FunctionBreakpoint } from '../../guest/crossing/report.ts';
import { readCondition, readTemplate, WaveError, type Names } from '../../guest/crossing/expression.ts';
import type { ObservedPart } from '../../guest/crossing/observed.ts';
import { nameOf, type WorldFunction } from '../../inspect/world-functions.ts';
import { readHitCount, type HitCount } from './hit-count.ts';

/** A breakpoint as requested by an editor. */
export interface RequestedBreakpoint {
  /** As `nameOf` gives it; undefined where there is no function. */
  readonly function: string | undefined;
  /** Counts from 0. */
  readonly line?: number;
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
  readonly mode?: string;
}

export interface PlacedBreakpoint {
  readonly id: number;
  readonly requested: RequestedBreakpoint;
  /** Why it does not stop. */
  readonly refused?: string;
  readonly settings?: FunctionBreakpoint;
  readonly count?: HitCount;
}

/** The instances that breakpoints are placed in. */
interface Parts {
  readonly parts: readonly Pick<ObservedPart, 'functions'>[];
}

/** The breakpoints of a session, by their source: a file, or functions by name. */
export class Breakpoints {
  readonly #sets = new Map<string, readonly PlacedBreakpoint[]>();
  #functions: readonly WorldFunction[] = [];

  constructor(parts: Parts) {
    this.reopen(parts);
  }

  /** Places all of them in another build of the program. */
  reopen({ parts }: Parts): readonly PlacedBreakpoint[] {
    this.#functions = parts.flatMap(({ functions }) => [...functions.imports, ...functions.exports]);
    for (const [owner, placed] of this.#sets)
      this.#sets.set(
        owner,
        placed.map(({ requested, id }) => this.#place(requested, id)),
      );
    return [...this.#sets.values()].flat();
  }

  /** Replaces those of one file. @param nextId numbers that the session gives to its breakpoints */
  replace(
    owner: string,
    requested: readonly RequestedBreakpoint[],
    nextId: () => number,
  ): readonly PlacedBreakpoint[] {
    const placed = requested.map((one) => this.#place(one, nextId()));
    this.#sets.set(owner, placed);
    return placed;
  }

  get settings(): FunctionBreakpoint[] {
    return [...this.#sets.values()].flat().flatMap(({ settings }) => settings ?? []);
  }

  /** The ids of the breakpoints whose hit counts stop the thread. */
  stopping(ids: readonly number[]): number[] {
    const all = [...this.#sets.values()].flat();
    return ids.filter((id) => all.find((one) => one.id === id)?.count?.() ?? true);
  }

  #place(requested: RequestedBreakpoint, id: number): PlacedBreakpoint {
    try {
      return { id, requested, ...this.#read(id, requested) };
    } catch (error) {
      return { id, requested, refused: (error as Error).message };
    }
  }

  #read(id: number, requested: RequestedBreakpoint): Pick<PlacedBreakpoint, 'settings' | 'count'> {
    const { condition, logMessage: log, hitCondition, mode } = requested;
    if (requested.function === undefined) throw new Error('there is no function on this line');
    const fn = this.#functions.find((one) => nameOf(one) === requested.function);
    if (!fn) throw new Error(`no instance of the program imports or exports ${requested.function}`);
    const hasAll = isReadBeforeReturn('condition', condition, fn, readCondition);
    const logsAll = isReadBeforeReturn('message', log, fn, readTemplate);
    const at = mode === 'return' || !hasAll || !logsAll ? 'return' : 'call';
    return {
      settings: {
        id,
        function: requested.function,
        at,
        ...(condition !== undefined && { condition }),
        ...(log !== undefined && { log }),
      },
      ...(hitCondition !== undefined && { count: readHitCount(hitCondition) }),
    };
  }
}

/**
 * Whether a condition or message needs only arguments, and not the result.
 * @throws Error with the mistake in it
 */
function isReadBeforeReturn(
  what: 'condition' | 'message',
  text: string | undefined,
  { signature: { params, result } }: WorldFunction,
  read: (text: string, names: Names) => unknown,
): boolean {
  if (text === undefined) return true;
  const names = result ? [...params, { name: 'result', type: result }] : params;
  try {
    read(text, names);
  } catch (error) {
    if (!(error instanceof WaveError)) throw error;
    throw new Error(`column ${error.offset + 1} of the ${what}: ${error.message}`, { cause: error });
  }
  try {
    read(text, params);
    return true;
  } catch {
    return false;
  }
}
