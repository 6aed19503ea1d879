import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorldFunction } from '../../inspect/world-functions.ts';
import { Exit } from '../../wasi/cli.ts';
import { isTrap } from '../../base/is-trap.ts';
import { HOST, type Crossing, type Observer, type Outcome } from './crossing.ts';

/** Makes a call with arguments as the bindings have them. */
type Call = (args: unknown[]) => unknown;

/** The current calls in a graph of instances, and their observers. */
export class Crossings {
  readonly #observer: Observer;
  /** The innermost call: of each suspended stack its own, which the engine restores where that stack continues. */
  readonly #current = new AsyncLocalStorage<Crossing | undefined>();
  #isPaused = false;

  constructor(observer: Observer) {
    this.#observer = observer;
  }

  /** The call that was made last and has not returned, or is just about to. */
  get innermost(): Crossing | undefined {
    return this.#current.getStore();
  }

  /** Makes a call from the current instance to `callee`. */
  call(callee: string, fn: WorldFunction, args: unknown[], call: Call): unknown {
    // The host's own calls of its functions are no crossings.
    if (this.#isPaused || this.innermost?.callee === HOST) return call(args);
    return this.#callAcross(callee, fn, args, call);
  }

  /** Each crossing is a frame of this name (`CROSSING_FRAME`), by which an inspector finds it on the stack. */
  #callAcross(callee: string, fn: WorldFunction, args: unknown[], call: Call): unknown {
    const parent = this.innermost;
    const crossing: Crossing = { caller: parent?.callee ?? HOST, callee, fn, args, parent };
    this.#current.enterWith(crossing);
    try {
      this.#observer.enter(crossing);
      const value = call(crossing.args);
      return value instanceof Promise ? this.#settled(crossing, value) : this.#returned(crossing, value);
    } catch (error) {
      return this.#thrown(crossing, error);
    } finally {
      this.#current.enterWith(parent);
    }
  }

  /** Calls that `work` makes are not observed. */
  unobserved<T>(work: () => T): T {
    const before = this.#isPaused;
    this.#isPaused = true;
    try {
      return work();
    } finally {
      this.#isPaused = before;
    }
  }

  /** An asynchronous call has returned when its promise is settled; others may run meanwhile. */
  async #settled(crossing: Crossing, pending: Promise<unknown>): Promise<unknown> {
    try {
      return this.#returned(crossing, await pending);
    } catch (error) {
      return this.#thrown(crossing, error);
    }
  }

  #returned(crossing: Crossing, value: unknown): unknown {
    // The bindings give the `ok` of a result as it is.
    return this.#leave(crossing, { kind: 'value', value, isErr: false });
  }

  #thrown(crossing: Crossing, error: unknown): unknown {
    // A trap was seen by the crossing that it happened in, and passes through those around it.
    if (crossing.outcome || error instanceof Exit) throw error;
    const payload = payloadOf(error);
    if (payload) return this.#leave(crossing, { kind: 'value', value: payload.value, isErr: true });
    return this.#leave(crossing, { kind: 'trap', error: error as Error });
  }

  #leave(crossing: Crossing, outcome: Outcome): unknown {
    crossing.outcome = outcome;
    this.#observer.leave(crossing);
    const final = crossing.outcome;
    if (final.kind === 'trap') throw final.error;
    // An `err` travels as an exception, as it is.
    if (final.isErr) throw final.value;
    return final.value;
  }
}

/** The `err` of a result as thrown. */
function payloadOf(error: unknown): { readonly value: unknown } | undefined {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload'))
    return { value: (error as { payload: unknown }).payload };
  return isTrap(error) ? undefined : { value: error };
}
