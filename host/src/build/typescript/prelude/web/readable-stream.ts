/** Streams that are read (https://streams.spec.whatwg.org/), of chunks of any kind, one reader at a time. */
export interface Controller<T> {
  enqueue(chunk: T): void;
  close(): void;
  error(reason?: unknown): void;
}

interface Source<T> {
  start?(controller: Controller<T>): unknown;
  /** Called when a chunk is requested while the queue is empty. */
  pull?(controller: Controller<T>): unknown;
  cancel?(reason?: unknown): unknown;
}

type Result<T> =
  { readonly done: false; readonly value: T } | { readonly done: true; readonly value: undefined };

export class ReadableStream<T = Uint8Array> {
  readonly #source: Source<T>;
  readonly #chunks: T[] = [];
  #state: 'readable' | 'closed' | { readonly error: unknown } = 'readable';
  #reader: object | undefined;
  /** Wakes a reader when a chunk arrives without a request. */
  #wake: () => void = () => {};
  readonly #started: Promise<unknown>;
  readonly #controller: Controller<T> = {
    enqueue: (chunk) => {
      if (this.#state !== 'readable') throw new TypeError('the stream is closed');
      this.#chunks.push(chunk);
      this.#wake();
    },
    close: () => this.#end('closed'),
    error: (error) => this.#end({ error }),
  };

  constructor(source: Source<T> = {}) {
    this.#source = source;
    this.#started = Promise.resolve(source.start?.(this.#controller));
    this.#started.catch((error: unknown) => this.#end({ error }));
  }

  static from<T>(items: AsyncIterable<T> | Iterable<T>): ReadableStream<T> {
    const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    return new ReadableStream<T>({
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => iterator.return?.(reason),
    });
  }

  get locked(): boolean {
    return this.#reader !== undefined;
  }

  async cancel(reason?: unknown): Promise<void> {
    if (this.locked) throw new TypeError('the stream has a reader');
    await this.#cancel(reason);
  }

  getReader() {
    if (this.locked) throw new TypeError('the stream has a reader already');
    const reader = {
      read: () => this.#read(),
      cancel: (reason?: unknown) => this.#cancel(reason),
      releaseLock: () => {
        if (this.#reader === reader) this.#reader = undefined;
      },
    };
    this.#reader = reader;
    return reader;
  }

  async *values({ preventCancel = false } = {}): AsyncGenerator<T, void, void> {
    const reader = this.getReader();
    let isOver = false;
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
      isOver = true;
    } finally {
      if (!isOver && !preventCancel) await reader.cancel();
      reader.releaseLock();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, void> {
    return this.values();
  }

  /** Both get every chunk. */
  tee(): [ReadableStream<T>, ReadableStream<T>] {
    const reader = this.getReader();
    const controllers: Controller<T>[] = [];
    const branch = () =>
      new ReadableStream<T>({
        start: (controller) => void controllers.push(controller),
        pull: async () => {
          const { done, value } = await reader.read();
          for (const controller of controllers)
            if (done) controller.close();
            else controller.enqueue(value);
        },
      });
    return [branch(), branch()];
  }

  async #read(): Promise<Result<T>> {
    await this.#started;
    while (this.#chunks.length === 0 && this.#state === 'readable') {
      const woken = new Promise<void>((wake) => (this.#wake = wake));
      if (!this.#source.pull) await woken;
      else {
        try {
          await this.#source.pull(this.#controller);
        } catch (error) {
          this.#end({ error });
        }
      }
    }
    if (this.#chunks.length > 0) return { done: false, value: this.#chunks.shift() as T };
    if (typeof this.#state === 'object') throw this.#state.error;
    return { done: true, value: undefined };
  }

  async #cancel(reason: unknown): Promise<void> {
    if (this.#state !== 'readable') return;
    this.#chunks.length = 0;
    this.#end('closed');
    await this.#source.cancel?.(reason);
  }

  #end(state: 'closed' | { readonly error: unknown }): void {
    if (this.#state !== 'readable') return;
    this.#state = state;
    if (state !== 'closed') this.#chunks.length = 0;
    this.#wake();
  }
}

Object.assign(globalThis, { ReadableStream });
