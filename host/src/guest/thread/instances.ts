import type { Exports } from '../../engine/instantiate.ts';
import type { Reuse } from '../../protocol.ts';
import { handlerOf, isThird, type Handle } from './handler.ts';
import { nowMs } from '../../node/now.ts';

/** An instance of a served component, with its own state. */
export interface Started {
  readonly exports: Exports;
  /** Called before it gets the request `id`. */
  readonly received?: (id: number) => void;
  /** Releases its open resources. */
  readonly close?: () => void;
}

/** How many requests an instance gets, in all and at once. */
interface Limits {
  readonly reuse: number;
  readonly concurrent: number;
}

const SECOND: Limits = { reuse: 1, concurrent: 1 };
const THIRD: Limits = { reuse: 128, concurrent: 16 };
const IDLE_MS = 1_000;

/** An instance that handles requests. */
export class Serving {
  readonly #started: Promise<Started>;
  /** Rejects when it traps, which ends all its other calls. */
  readonly #trapped: Promise<never>;
  #fail = (_: unknown): void => {};
  left: number;
  underWay = 0;
  /** As `nowMs` has it; undefined before its first request. */
  idleSince: number | undefined;

  constructor(started: Promise<Started>, left: number) {
    this.#started = started;
    this.#trapped = new Promise((_, fail) => (this.#fail = fail));
    // A failure is reported to the requests that need the instance.
    for (const promise of [started, this.#trapped]) promise.catch(() => {});
    this.left = left;
  }

  /** Its handler, for the request `id`. */
  async handle(id: number): Promise<Handle> {
    try {
      const { exports, received } = await this.#started;
      const handle = handlerOf(exports);
      received?.(id);
      return async (...request) => {
        try {
          return await Promise.race([handle(...request), this.#trapped]);
        } catch (error) {
          this.#break(error);
          throw error;
        }
      };
    } catch (error) {
      this.#break(error);
      throw error;
    }
  }

  /** Ends the instance with an error: it gets no other request. */
  #break(error: unknown): void {
    this.left = 0;
    this.#fail(error);
  }

  end(): void {
    this.#started.then(
      ({ close }) => close?.(),
      () => {},
    );
  }
}

/** The instances of a served component in one thread. */
export class Instances {
  readonly #start: () => Promise<Started>;
  readonly #limits: Limits;
  readonly #idleMs: number;
  readonly #all = new Set<Serving>();

  /** Rejects when none can be made. */
  static async start(start: () => Promise<Started>, reuse: Reuse): Promise<Instances> {
    const first = await start();
    const limits = isThird(first.exports)
      ? { reuse: reuse.reuse ?? THIRD.reuse, concurrent: reuse.concurrentReuse ?? THIRD.concurrent }
      : { ...SECOND, reuse: reuse.reuse ?? SECOND.reuse };
    const instances = new Instances(start, limits, reuse.idleMs ?? IDLE_MS);
    // Without a handler it is no service.
    handlerOf(first.exports);
    instances.#add(Promise.resolve(first));
    return instances;
  }

  private constructor(start: () => Promise<Started>, limits: Limits, idleMs: number) {
    this.#start = start;
    this.#limits = limits;
    this.#idleMs = idleMs;
  }

  /** The instance for a new request; to be returned after the response. */
  take(): Serving {
    const now = nowMs();
    for (const one of this.#all) if (now - (one.idleSince ?? now) > this.#idleMs) this.#end(one);
    const instance = this.#open() ?? this.#add(this.#start());
    instance.left--;
    instance.underWay++;
    instance.idleSince = undefined;
    return instance;
  }

  give(instance: Serving): void {
    instance.underWay--;
    if (instance.underWay > 0) return;
    instance.idleSince = nowMs();
    if (instance.left <= 0) this.#end(instance);
  }

  /** Makes the instance for the next request, which does not pay for it then. */
  prepare(): void {
    if (!this.#open()) this.#add(this.#start());
  }

  #open(): Serving | undefined {
    for (const one of this.#all) if (one.left > 0 && one.underWay < this.#limits.concurrent) return one;
    return undefined;
  }

  #add(started: Promise<Started>): Serving {
    const instance = new Serving(started, this.#limits.reuse);
    this.#all.add(instance);
    return instance;
  }

  #end(instance: Serving): void {
    this.#all.delete(instance);
    instance.end();
  }
}
