import { BrokenRule } from '../../../base/broken-rule.ts';

interface Entry {
  readonly resource: string;
  readonly value: object;
}

/** As many as wasmtime has at most. */
const MOST = 2 ** 28;

/** The resources that an instance holds, by the numbers that it knows them by. */
export class Handles {
  /** The first is no handle. */
  readonly #entries: (Entry | undefined)[] = [undefined];
  readonly #free: number[] = [];

  add(resource: string, value: object): number {
    const handle = this.#free.pop() ?? this.#entries.length;
    if (handle >= MOST) throw new BrokenRule('resource table has no free keys');
    this.#entries[handle] = { resource, value };
    return handle;
  }

  /** @throws BrokenRule for a number that is no handle of such a resource */
  get(resource: string, handle: number): object {
    const entry = this.#entries[handle >>> 0];
    if (entry?.resource !== resource) throw new BrokenRule(`unknown handle index ${handle}`);
    return entry.value;
  }

  /** The instance gives it away. */
  take(resource: string, handle: number): object {
    const value = this.get(resource, handle);
    this.#entries[handle >>> 0] = undefined;
    this.#free.push(handle >>> 0);
    return value;
  }

  /** Removes all handles without notifying the owners of their resources. */
  clear(): void {
    this.#entries.length = 1;
    this.#free.length = 0;
  }

  drop(resource: string, handle: number): void {
    (this.take(resource, handle) as Partial<Disposable>)[Symbol.dispose]?.();
  }
}
