/** Events and what aborts (https://dom.spec.whatwg.org/), as far as a guest has use for them. */
declare const DOMException: new (message: string, name: string) => Error;
declare const setTimeout: (callback: () => void, ms: number) => number;

type Listener = ((event: Event) => void) | { handleEvent(event: Event): void };

export class Event {
  readonly type: string;
  readonly cancelable: boolean;
  target: EventTarget | null = null;
  #isPrevented = false;
  /** No listener after the one that runs is called. */
  isStopped = false;

  constructor(type: string, { cancelable = false }: { cancelable?: boolean } = {}) {
    this.type = String(type);
    this.cancelable = cancelable;
  }

  get defaultPrevented(): boolean {
    return this.#isPrevented;
  }

  preventDefault(): void {
    this.#isPrevented ||= this.cancelable;
  }

  stopImmediatePropagation(): void {
    this.isStopped = true;
  }
}

interface Entry {
  readonly type: string;
  readonly listener: Listener;
  readonly once: boolean;
}

export class EventTarget {
  #entries: Entry[] = [];

  addEventListener(
    type: string,
    listener: Listener | null,
    options: boolean | { once?: boolean; signal?: AbortSignal } = {},
  ): void {
    const { once = false, signal } = typeof options === 'boolean' ? {} : options;
    const isThere = this.#entries.some((entry) => entry.type === type && entry.listener === listener);
    if (!listener || isThere || signal?.aborted) return;
    this.#entries.push({ type, listener, once });
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener), { once: true });
  }

  removeEventListener(type: string, listener: Listener | null): void {
    this.#entries = this.#entries.filter((entry) => entry.type !== type || entry.listener !== listener);
  }

  /** @returns false: a listener prevented what would follow */
  dispatchEvent(event: Event): boolean {
    event.target = this;
    for (const { type, listener, once } of this.#entries) {
      if (type !== event.type || event.isStopped) continue;
      if (once) this.removeEventListener(type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    }
    return !event.defaultPrevented;
  }
}

/** Only code in this file creates and aborts signals. */
const OWN = Symbol('own');

export class AbortSignal extends EventTarget {
  #reason: unknown;
  #isAborted = false;
  onabort: ((event: Event) => void) | null = null;

  constructor(own?: typeof OWN) {
    super();
    if (own !== OWN) throw new TypeError('Illegal constructor');
  }

  static make(): AbortSignal {
    return new AbortSignal(OWN);
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = AbortSignal.make();
    AbortSignal.end(signal, reason);
    return signal;
  }

  static timeout(ms: number): AbortSignal {
    const signal = AbortSignal.make();
    setTimeout(
      () => AbortSignal.end(signal, new DOMException('The operation timed out', 'TimeoutError')),
      ms,
    );
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const signal = AbortSignal.make();
    for (const one of signals) {
      if (one.aborted) AbortSignal.end(signal, one.reason);
      else one.addEventListener('abort', () => AbortSignal.end(signal, one.reason), { once: true });
    }
    return signal;
  }

  static end(
    signal: AbortSignal,
    reason: unknown = new DOMException('This operation was aborted', 'AbortError'),
  ): void {
    if (signal.#isAborted) return;
    signal.#isAborted = true;
    signal.#reason = reason;
    const event = new Event('abort');
    signal.onabort?.(event);
    signal.dispatchEvent(event);
  }

  get aborted(): boolean {
    return this.#isAborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#isAborted) throw this.#reason;
  }
}

export class AbortController {
  readonly signal = AbortSignal.make();

  abort(reason?: unknown): void {
    AbortSignal.end(this.signal, reason);
  }
}

Object.assign(globalThis, { Event, EventTarget, AbortController, AbortSignal });
